// Shows /openapi.json. A file of its own, because the page's policy allows no inline script.
window.addEventListener("load", () => {
  window.reference = SwaggerUIBundle({
    url: "openapi.json",
    dom_id: "#reference",
    deepLinking: true,
    displayOperationId: true,
    persistAuthorization: false,
    validatorUrl: null,
    tryItOutEnabled: true,
  });
});
