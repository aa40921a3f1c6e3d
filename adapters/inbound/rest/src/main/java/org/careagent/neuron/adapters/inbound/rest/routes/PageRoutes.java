package org.careagent.neuron.adapters.inbound.rest.routes;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;

import org.careagent.neuron.adapters.inbound.rest.http.Answer;
import org.careagent.neuron.adapters.inbound.rest.http.Document;
import org.careagent.neuron.adapters.inbound.rest.http.PublicRoute;

import java.util.List;

/// A page to read the description of the API with, in a browser that has no internet: all of it
/// comes from the Neuron. There are these files and no other, so no path leads astray.
public final class PageRoutes {
    private static final String OURS = "/org/careagent/neuron/adapters/inbound/rest/docs/";
    // The version is the one in the pom; a test sees to it.
    private static final String SWAGGER_UI = "/META-INF/resources/webjars/swagger-ui/5.34.1/";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    // Scripts and styles from here alone and none in the page itself; pictures in the style sheet
    // are data; nobody may show the page in a frame of another.
    private static final Header POLICY =
            HeaderValues.create(
                    HeaderNames.create("Content-Security-Policy"),
                    "default-src 'none'; script-src 'self'; style-src 'self';"
                            + " img-src 'self' data:; connect-src 'self'; base-uri 'none';"
                            + " form-action 'none'; frame-ancestors 'none'");
    private static final Header NO_REFERRER =
            HeaderValues.create(HeaderNames.create("Referrer-Policy"), "no-referrer");

    private final List<PublicRoute> routes =
            List.of(
                    route("/docs", "text/html; charset=utf-8", OURS + "index.html"),
                    // As it is often typed. The page names its parts relative to its own path.
                    new PublicRoute.Live("/docs/", () -> Answer.movedTo("../docs")),
                    route("/docs/initializer.js", SCRIPT, OURS + "initializer.js"),
                    route(
                            "/docs/swagger-ui-bundle.js",
                            SCRIPT,
                            SWAGGER_UI + "swagger-ui-bundle.js"),
                    route(
                            "/docs/swagger-ui.css",
                            "text/css; charset=utf-8",
                            SWAGGER_UI + "swagger-ui.css"),
                    route(
                            "/docs/favicon-32x32.png",
                            "image/png",
                            SWAGGER_UI + "favicon-32x32.png"));

    /// The routes.
    public List<PublicRoute> routes() {
        return routes;
    }

    private static PublicRoute route(String path, String type, String resource) {
        return new PublicRoute.Fixed(
                path, Document.of(type, Resources.read(resource), POLICY, NO_REFERRER));
    }
}
