package org.careagent.neuron.adapters.inbound.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.adapters.inbound.control.RequestReader.Reading;
import org.careagent.neuron.application.access.CreateApiKey;
import org.careagent.neuron.application.port.FakeIdSource;
import org.careagent.neuron.application.port.RelationshipFilter;
import org.careagent.neuron.application.port.Samples;
import org.careagent.neuron.domain.access.ApiKeyId;
import org.careagent.neuron.domain.access.Scope;
import org.careagent.neuron.domain.consent.PresentedKey;
import org.careagent.neuron.domain.identity.AgentEndpoint;
import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.relationship.RelationshipId;
import org.careagent.neuron.domain.relationship.RelationshipStatus;
import org.careagent.neuron.domain.relationship.TerminationReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

class RequestReaderTest {
    private static final RelationshipId RELATIONSHIP = new RelationshipId(FakeIdSource.id(1));

    static Stream<ControlRequest> everyRequest() {
        return Stream.of(
                new ControlRequest.Status(),
                new ControlRequest.Shutdown(),
                new ControlRequest.ProviderList(),
                new ControlRequest.ProviderAdd(
                        Samples.provider(1),
                        "Dr. \"Ada\" \uD83E\uDE7A",
                        List.of("physician", "b"),
                        Optional.of("pediatrics"),
                        Optional.of(new AgentEndpoint("wss://ada.example/inbox")),
                        Optional.of(new PresentedKey(Samples.key(1).bytes()))),
                new ControlRequest.ProviderAdd(
                        Samples.provider(1),
                        "Ada",
                        List.of("physician"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                new ControlRequest.ProviderRemove(Samples.provider(1)),
                new ControlRequest.RelationshipList(RelationshipFilter.ALL, Optional.empty(), 1),
                new ControlRequest.RelationshipList(
                        new RelationshipFilter(
                                Optional.of(RelationshipStatus.TERMINATED),
                                Optional.of(Samples.provider(1)),
                                Optional.of(new AgentId("\uD83E\uDE7A"))),
                        Optional.of(RELATIONSHIP),
                        100),
                new ControlRequest.RelationshipShow(RELATIONSHIP),
                new ControlRequest.RelationshipTerminate(
                        RELATIONSHIP,
                        Samples.provider(1),
                        new TerminationReason("moved \"away\" \uD83E\uDE7A")),
                new ControlRequest.Backup(Path.of("/srv/a b/backup.zip")),
                new ControlRequest.PatientRelease(new AgentId("patient \\ 1")),
                new ControlRequest.ApiKeyCreate(
                        new CreateApiKey.Wish(
                                "door", Set.of(Scope.READ), Optional.empty(), Optional.empty())),
                new ControlRequest.ApiKeyCreate(
                        new CreateApiKey.Wish(
                                "door",
                                Set.of(Scope.values()),
                                Optional.of(Samples.provider(1)),
                                Optional.of(Instant.parse("2027-01-31T00:00:00.5Z")))),
                new ControlRequest.ApiKeyList(),
                new ControlRequest.ApiKeyRevoke(new ApiKeyId(FakeIdSource.id(2))));
    }

    @ParameterizedTest
    @MethodSource("everyRequest")
    void readsWhatTheWriterWrote(ControlRequest request) {
        assertThat(read(RequestWriter.write(request).toString()))
                .isEqualTo(new Reading.Request(request));
    }

    @Test
    void theRequestsAboveAreOfEveryKind() {
        List<Class<?>> kinds = new ArrayList<>();
        kinds(ControlRequest.class, kinds);

        assertThat(everyRequest().<Class<?>>map(Object::getClass)).containsAll(kinds);
    }

    private static void kinds(Class<?> type, List<Class<?>> kinds) {
        if (type.isRecord()) {
            kinds.add(type);
            return;
        }
        for (Class<?> each : type.getPermittedSubclasses()) {
            kinds(each, kinds);
        }
    }

    /// The members of the specification, by hand.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'provider.add','npi':'1245319599','name':'Ada','provider_types':['physician']}",
                "{'type':'provider.add','npi':'1245319599','name':'Ada','provider_types':['physician'],"
                        + "'specialty':'x','endpoint':'https://a.example','public_key':'AAAA'}",
                "{'type':'provider.remove','npi':'1245319599'}",
                "{'type':'relationship.list'}",
                "{'type':'relationship.list','status':'active','provider':'1245319599','patient':'a'}",
                "{'type':'relationship.show','id':'00000000-0000-4000-8000-000000000001'}",
                "{'type':'api-key.create','name':'door'}",
                "{'type':'api-key.create','name':'door','scope':['read','provider','admin'],"
                        + "'npi':'1245319599','expires':'2027-01-31T00:00:00Z'}",
                "{'type':'api-key.revoke','id':'00000000-0000-4000-8000-000000000001'}"
            })
    void readsWhatTheSpecificationNames(String line) {
        assertThat(read(line.replace('\'', '"'))).isInstanceOf(Reading.Request.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "x|one JSON object",
                "[]|it is not a JSON object",
                "{'type':'status','type':'shutdown'}|two members of the same name",
                "{}|type is missing",
                "{'type':1}|type must be a string",
                "{'type':'provider.drop'}|type must be status, shutdown",
                "{'type':'status','now':true}|only type may be given",
                "{'type':'provider.remove','npi':'1245319590'}|npi must be an NPI",
                "{'type':'provider.remove','npi':1245319599}|npi must be an NPI",
                "{'type':'provider.remove','npi':'1245319599','yes':''}|only npi, type may be given",
                "{'type':'provider.add'}|npi is missing; name is missing; provider_types is missing",
                "{'type':'provider.add','npi':'1245319599','name':' ','provider_types':[]}"
                        + "|name must be 1 to 256 visible characters, not all blank, none a control"
                        + " character; provider_types must be",
                "{'type':'provider.add','npi':'1245319599','name':'a','provider_types':['a',1]}"
                        + "|provider_types must be",
                "{'type':'provider.add','npi':'1245319599','name':'a','provider_types':['a'],"
                        + "'endpoint':'ftp://a'}|endpoint must be an absolute",
                "{'type':'provider.add','npi':'1245319599','name':'a','provider_types':['a'],"
                        + "'public_key':'+'}|public_key must be a raw Ed25519 public key",
                "{'type':'relationship.list','status':'gone'}|status must be one of pending, active",
                "{'type':'relationship.list','limit':0}|limit must be a whole number from 1 to 100",
                "{'type':'relationship.list','limit':101}|limit must be a whole number from 1 to 100",
                "{'type':'relationship.list','limit':1.5}|limit must be a whole number from 1 to 100",
                "{'type':'relationship.show','id':'1-1-1-1-1'}|id must be the id of a relationship",
                "{'type':'patient.release','patient_agent_id':''}|patient_agent_id must be 1 to 256",
                "{'type':'api-key.create','name':'a','scope':[]}|scope must be",
                "{'type':'api-key.create','name':'a','scope':'read'}|scope must be",
                "{'type':'api-key.create','name':'a','scope':['root']}|scope must be",
                "{'type':'api-key.create','name':'a','npi':'1245319599'}|npi needs the scope provider",
                "{'type':'api-key.create','name':'a','expires':'tomorrow'}|expires must be a time"
            })
    void saysAllThatIsWrong(String line, String why) {
        assertThat(read(line.replace('\'', '"')))
                .isInstanceOfSatisfying(
                        Reading.Unreadable.class,
                        unreadable -> assertThat(unreadable.why()).contains(why));
    }

    private static Reading read(String line) {
        return RequestReader.read(line.getBytes(StandardCharsets.UTF_8));
    }
}
