import type { Dataset, DiscernError } from "@discern/client";
import { useDiscern } from "@discern/react";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Button } from "../../components/button.js";
import { toast } from "../../components/toast.js";
import { datasetsText as text } from "../../text/datasets.js";

/** Makes a dataset of the rice that comes with the server, and goes there. */
export function SampleButton() {
  const client = useDiscern();
  const navigate = useNavigate();
  const make = useMutation<Dataset, DiscernError>({
    mutationFn: () => client.api.POST("/v1/samples/{name}", { params: { path: { name: "rice" } } }),
    onSuccess: (dataset) => navigate({ to: "/datasets/$id", params: { id: dataset.id } }),
    onError: toast.failed,
  });
  return (
    <Button busy={make.isPending} onClick={() => make.mutate()}>
      {text.sample}
    </Button>
  );
}
