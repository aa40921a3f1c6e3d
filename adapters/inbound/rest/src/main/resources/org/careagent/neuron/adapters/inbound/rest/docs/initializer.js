"use strict";

// Addresses are as seen from the page, so that it works behind a proxy with a path of its own, too.
SwaggerUIBundle({
  url: "openapi.json",
  dom_id: "#description",
  deepLinking: true,
  // Nothing is sent to a validator elsewhere, and a key that is typed in is not kept.
  validatorUrl: null,
  persistAuthorization: false,
});
