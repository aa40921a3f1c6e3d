package org.careagent.neuron.adapters.outbound.claims;

import org.careagent.neuron.domain.consent.ClaimsReader;
import org.careagent.neuron.domain.consent.ClaimsReaderContract;

class JsonClaimsReaderTest extends ClaimsReaderContract {
    @Override
    protected ClaimsReader reader() {
        return new JsonClaimsReader();
    }
}
