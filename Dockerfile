# One image for all roles: `python -m service` (API), `python -m workers` (worker), `python -m service.bootstrap` (migrations).

FROM node:22.21-bookworm-slim AS console
WORKDIR /src/web
# The packages first, by themselves: this layer stays as long as the lock does.
COPY web/package.json web/package-lock.json ./
COPY web/console/package.json console/package.json
COPY web/e2e/package.json e2e/package.json
COPY web/packages/client/package.json packages/client/package.json
COPY web/packages/react/package.json packages/react/package.json
RUN npm ci --no-audit --no-fund
COPY web/tsconfig.base.json ./
COPY web/packages packages
COPY web/console console
RUN npm run build

FROM python:3.12-slim-bookworm AS build
# Where pip may also look for PyTorch: the CPU index that pytorch.org names makes the image some 4 GB smaller.
ARG PIP_EXTRA_INDEX_URL=""
ENV PIP_EXTRA_INDEX_URL=${PIP_EXTRA_INDEX_URL} PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH
WORKDIR /src
# The dependencies first, by themselves: this layer stays as long as pyproject.toml does.
COPY pyproject.toml ./
RUN python -c "import tomllib; print(*tomllib.load(open('pyproject.toml', 'rb'))['project']['dependencies'], sep='\n')" \
        > requirements.txt \
    && pip install -r requirements.txt
COPY README.md LICENSE ./
COPY classifier classifier
COPY discern discern
COPY migrations migrations
COPY service service
COPY store store
COPY workers workers
COPY --from=console /src/service/console/built service/console/built
RUN pip install --no-deps .

FROM python:3.12-slim-bookworm
RUN groupadd --gid 10001 discern \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /tmp --shell /usr/sbin/nologin discern \
    && install --directory --owner=10001 --group=10001 --mode=0750 /data
COPY --from=build /opt/venv /opt/venv
# HOME: libraries that want a cache folder find one also where the root file system is read-only.
ENV PATH=/opt/venv/bin:$PATH HOME=/tmp PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DISCERN_DATA_DIR=/data
WORKDIR /data
USER 10001:10001
EXPOSE 8000
STOPSIGNAL SIGTERM
# Of the API; the worker's own check stands in docker-compose.yml.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
CMD ["python", "-m", "service"]
