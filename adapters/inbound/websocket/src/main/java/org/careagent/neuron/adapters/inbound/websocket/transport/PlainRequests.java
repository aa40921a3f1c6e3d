package org.careagent.neuron.adapters.inbound.websocket.transport;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpException;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/// What is answered where a WebSocket is served, and none is asked for.
final class PlainRequests {
    private PlainRequests() {}

    static void requireUpgrade(ServerRequest request, ServerResponse response) {
        if (request.content().hasEntity()) {
            throw new HttpException(
                    "no request for an upgrade has a body", Status.BAD_REQUEST_400, false);
        }
        response.status(Status.UPGRADE_REQUIRED_426)
                .header(UpgradeToken.WEBSOCKET)
                .header(UpgradeRequest.SUPPORTED_VERSION)
                .header(HeaderValues.create(HeaderNames.CONNECTION, "Upgrade"))
                .send();
    }
}
