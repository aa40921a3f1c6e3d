package org.careagent.neuron.adapters.inbound.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import org.careagent.neuron.application.access.CreateApiKey;
import org.careagent.neuron.application.port.FakeIdSource;
import org.careagent.neuron.application.port.RelationshipFilter;
import org.careagent.neuron.application.port.Samples;
import org.careagent.neuron.domain.access.ApiKeyId;
import org.careagent.neuron.domain.access.Scope;
import org.careagent.neuron.domain.consent.PresentedKey;
import org.careagent.neuron.domain.identity.AgentEndpoint;
import org.careagent.neuron.domain.identity.Bytes;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.relationship.Relationship;
import org.careagent.neuron.domain.relationship.RelationshipId;
import org.careagent.neuron.domain.relationship.TerminationReason;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Optional;
import java.util.Set;

class AdministrationTest {
    private static final Npi NPI = Samples.provider(1);

    private final Backstage backstage = new Backstage();

    @Test
    void addsListsAndRemovesAProvider() {
        ControlRequest.ProviderAdd ada =
                new ControlRequest.ProviderAdd(
                        NPI,
                        "Ada",
                        List.of("physician"),
                        Optional.of("pediatrics"),
                        Optional.of(new AgentEndpoint("https://ada.example")),
                        Optional.of(new PresentedKey(Backstage.GOOD_KEY)));
        String row =
                """
                {"npi":"%s","name":"Ada","provider_types":["physician"],"specialty":"pediatrics",\
                "endpoint":"https://ada.example","public_key":"AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}\
                """
                        .formatted(NPI);

        assertThat(done(ada)).hasToString(row);
        assertThat(done(new ControlRequest.ProviderList())).hasToString("[" + row + "]");
        assertThat(ask(ada))
                .isEqualTo(
                        no(
                                "a provider of NPI "
                                        + NPI
                                        + " is registered already; to"
                                        + " change it, remove it first"));
        assertThat(done(new ControlRequest.ProviderRemove(NPI)))
                .hasToString("{\"npi\":\"" + NPI + "\"}");
        assertThat(ask(new ControlRequest.ProviderRemove(NPI)))
                .isEqualTo(no("no provider of NPI " + NPI + " is registered"));
        assertThat(done(new ControlRequest.ProviderList())).hasToString("[]");
    }

    @Test
    void addsNoProviderWithABadKey() {
        assertThat(
                        ask(
                                new ControlRequest.ProviderAdd(
                                        NPI,
                                        "Ada",
                                        List.of("physician"),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.of(new PresentedKey(Bytes.of(new byte[31]))))))
                .isEqualTo(no("public_key is not a usable Ed25519 public key"));

        assertThat(backstage.providers.all()).isEmpty();
    }

    @Test
    void listsRelationshipsPageByPage() {
        Relationship one = established(1);
        Relationship another = established(2);

        JsonNode first = done(list(Optional.empty()));
        JsonNode second = done(list(RelationshipId.parse(first.path("next").asString())));
        JsonNode third = done(list(RelationshipId.parse(second.path("next").asString())));

        assertThat(List.of(first, second))
                .extracting(page -> page.path("data").path(0).path("relationship_id").asString())
                .containsExactlyInAnyOrder(one.id().toString(), another.id().toString());
        assertThat(third).hasToString("{\"data\":[],\"limit\":1}");
    }

    @Test
    void showsARelationshipWithoutItsKeyAndItsEndpoint() {
        Relationship one = established(1);

        assertThat(done(new ControlRequest.RelationshipShow(one.id())))
                .hasToString(
                        """
                        {"relationship_id":"%s","patient_agent_id":"patient-1","provider_npi":"%s",\
                        "status":"active","consented_actions":["read","write"],\
                        "created_at":"2026-03-04T05:06:08.123Z","updated_at":"2026-03-04T05:06:09.123Z"}\
                        """
                                .formatted(one.id(), NPI));
        RelationshipId other = new RelationshipId(FakeIdSource.id(99));
        assertThat(ask(new ControlRequest.RelationshipShow(other)))
                .isEqualTo(no("there is no relationship " + other));
    }

    @Test
    void releasesAPatientOnce() {
        Relationship one = established(1);
        ControlRequest.PatientRelease release = new ControlRequest.PatientRelease(one.patient());

        assertThat(done(release)).hasToString("{\"patient_agent_id\":\"patient-1\"}");
        assertThat(ask(release))
                .isEqualTo(no("this agent id is bound to no key: nothing to release"));
    }

    @Test
    void showsANewKeyOnceAndRevokesIt() {
        ApiKeyId id = new ApiKeyId(FakeIdSource.id(1));
        CreateApiKey.Wish wish =
                new CreateApiKey.Wish(
                        "door", Set.of(Scope.READ), Optional.empty(), Optional.empty());

        JsonNode created = done(new ControlRequest.ApiKeyCreate(wish));

        assertThat(created.path("id").asString()).isEqualTo(id.toString());
        assertThat(created.path("key").asString()).startsWith("nrn_");
        assertThat(done(new ControlRequest.ApiKeyList()))
                .hasToString(
                        "[{\"id\":\"%s\",\"name\":\"door\",\"scope\":[\"read\"],\"created_at\":\"%s\"}]"
                                .formatted(id, Backstage.NOW));
        assertThat(done(new ControlRequest.ApiKeyRevoke(id)))
                .hasToString("{\"id\":\"" + id + "\"}");
        assertThat(ask(new ControlRequest.ApiKeyRevoke(id)))
                .isEqualTo(no("the key " + id + " was revoked before"));
        assertThat(done(new ControlRequest.ApiKeyList()).path(0).path("revoked_at").asString())
                .isEqualTo(Backstage.NOW.toString());
    }

    @Test
    void makesNoKeyThatHasExpired() {
        CreateApiKey.Wish wish =
                new CreateApiKey.Wish(
                        "door", Set.of(Scope.READ), Optional.empty(), Optional.of(Backstage.NOW));

        assertThat(ask(new ControlRequest.ApiKeyCreate(wish)))
                .isEqualTo(no("the key would have expired already; give a time to come"));
    }

    @Test
    void endsARelationshipOfItsOwnProviderAndShowsIt() {
        Relationship made = established(1);

        assertThat(done(terminate(made, NPI)).path("status").asString()).isEqualTo("terminated");

        assertThat(ask(terminate(made, NPI)))
                .isEqualTo(no("the relationship " + made.id() + " had ended before"));
    }

    @Test
    void endsNoRelationshipOfAnotherProviderAndNoneThatItDoesNotKnow() {
        Relationship made = established(1);
        Npi other = Samples.provider(7);

        assertThat(ask(terminate(made, other)))
                .isEqualTo(
                        no(
                                "the relationship "
                                        + made.id()
                                        + " is not one of the provider "
                                        + other));
        Relationship unknown = Samples.relationship(Samples.patient(2), NPI);
        assertThat(ask(terminate(unknown, NPI)))
                .isEqualTo(no("there is no relationship " + unknown.id()));
    }

    private static ControlRequest.RelationshipTerminate terminate(
            Relationship relationship, Npi provider) {
        return new ControlRequest.RelationshipTerminate(
                relationship.id(), provider, new TerminationReason("moved away"));
    }

    private Relationship established(int patient) {
        Relationship made = Samples.relationship(Samples.patient(patient), NPI);
        assertThat(backstage.relationships.apply(Samples.establish(made, Samples.key(patient))))
                .isTrue();
        return made;
    }

    private static ControlRequest.RelationshipList list(Optional<RelationshipId> after) {
        return new ControlRequest.RelationshipList(RelationshipFilter.ALL, after, 1);
    }

    private JsonNode done(ControlRequest.Management request) {
        return ask(request) instanceof ControlAnswer.Done(JsonNode data)
                ? data
                : fail("not done: " + ask(request));
    }

    private ControlAnswer ask(ControlRequest.Management request) {
        return backstage.administration.answer(request, Backstage.OPERATOR);
    }

    private static ControlAnswer no(String why) {
        return new ControlAnswer.No(why);
    }
}
