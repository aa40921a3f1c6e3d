package org.careagent.neuron.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AgentEndpointTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "wss://agent.example",
                "ws://agent.example/",
                "https://agent.example/a/b?c=d&e=%20",
                "http://agent.example:8080/a;b=c",
                "WSS://AGENT.EXAMPLE",
                "wss://agent.example:1",
                "wss://agent.example:65535",
                "wss://agent.example:",
                "wss://agent.example?query",
                "wss://localhost:9000",
                "wss://patient_agent.internal:9000",
                "wss://192.0.2.7:443/agent",
                "wss://[2001:db8::7]:443/agent",
                "wss://[::ffff:192.0.2.7]",
                "wss://xn--mller-kva.example",
                "wss://agent.example/a@b:c",
            })
    void isAnAbsoluteUriWithAHost(String text) {
        assertThat(AgentEndpoint.parse(text)).contains(new AgentEndpoint(text));
        assertThat(new AgentEndpoint(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "wss",
                "wss:",
                "wss:/",
                "wss://",
                "wss:///agent",
                "wss://?query",
                "wss://:443",
                "wss:agent.example",
                "agent.example",
                "//agent.example",
                "/agent",
                "ftp://agent.example",
                "file:///etc/passwd",
                "javascript:alert(1)",
                "urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
                "wssx://agent.example",
                "wss ://agent.example",
                " wss://agent.example",
                "wss://agent.example ",
                "wss://agent.example\n",
                "wss://agent.example/a b",
                "wss://agent.example/a\tb",
                "wss://agent.example/\u0000",
                "wss://agent.example/\u007f",
                "wss://müller.example",
                "wss://agent.example/é",
                "wss://agent.example/\u202e",
                "wss://agent.example/%zz",
                "wss://agent.example/%2",
                "wss://agent.example/\"",
                "wss://agent.example/<script>",
                "wss://agent.example/a|b",
                "wss://agent.example\\@evil.example",
                "wss://agent.example#",
                "wss://agent.example/#fragment",
                "wss://user@agent.example",
                "wss://user:secret@agent.example",
                "wss://@agent.example",
                "wss://agent.example:0",
                "wss://agent.example:65536",
                "wss://agent.example:123456",
                "wss://agent.example:99999999999",
                "wss://agent.example:-1",
                "wss://agent.example:+1",
                "wss://agent.example:80:80",
                "wss://agent.example:https",
                "wss://[2001:db8::7",
                "wss://2001:db8::7",
                "wss://[]",
                "wss://[:::]",
                "wss://[agent.example]",
                "wss://[2001:db8::7]x",
            })
    void isNothingElse(String text) {
        assertThat(AgentEndpoint.parse(text)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new AgentEndpoint(text));
    }

    @Test
    void hasAtMost2048Characters() {
        String longest = "wss://agent.example/" + "a".repeat(2048 - 20);

        assertThat(AgentEndpoint.parse(longest)).isPresent();
        assertThat(AgentEndpoint.parse(longest + 'a')).isEmpty();
    }

    @Test
    void saysNothingOfTheTextItRefuses() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AgentEndpoint("wss://user:secret@agent.example"))
                .withMessageNotContaining("secret");
    }
}
