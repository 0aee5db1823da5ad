package io.joute.cli;

import io.joute.arena.catalog.ModelCard;
import io.joute.connect.Endpoint;
import java.util.Optional;

/**
 * An endpoint that settings declare, and the card of the model behind it.
 *
 * @param endpoint whom to ask and how
 * @param described the card that the settings describe; empty when it is one that is known
 * @param contextTold whether the context is set; the card's counts otherwise
 */
record EndpointPlan(Endpoint endpoint, Optional<ModelCard> described, boolean contextTold) {}
