package org.careagent.neuron.adapters.inbound.control;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Answers as lines of the control socket.
final class AnswerCodec {
    // As the REST API says it; over the socket there is nothing else to know it by.
    private static final String FAILED = "Internal server error";

    private AnswerCodec() {}

    /// Without the line's end.
    static String write(ControlAnswer answer) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        switch (answer) {
            case ControlAnswer.Done(JsonNode data) -> json.put("ok", true).set("data", data);
            case ControlAnswer.No(String why) -> json.put("ok", false).put("error", why);
            case ControlAnswer.Failed() -> json.put("ok", false).put("error", FAILED);
        }
        return json.toString();
    }

    /// Reads what [#write] wrote.
    ///
    /// @throws tools.jackson.core.JacksonException if it is not JSON
    static ControlAnswer read(String line) {
        JsonNode json = JsonMapper.shared().readTree(line);
        if (json.path("ok").asBoolean(false)) {
            return new ControlAnswer.Done(json.path("data"));
        }
        String error = json.path("error").asString(FAILED);
        return error.equals(FAILED) ? new ControlAnswer.Failed() : new ControlAnswer.No(error);
    }
}
