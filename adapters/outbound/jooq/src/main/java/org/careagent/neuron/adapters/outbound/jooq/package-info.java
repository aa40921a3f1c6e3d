/// Relationships and providers in a relational database, in the SQL that H2 and PostgreSQL share.
@NullMarked
package org.careagent.neuron.adapters.outbound.jooq;

import org.jspecify.annotations.NullMarked;
