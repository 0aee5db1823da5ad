package io.joute.engine.model;

import java.util.List;

/** What a family decides, beside the numbers that all have; see {@link ModelConfig}. */
record FamilyChoices(
        HeadScheme heads,
        NormPlacement normPlacement,
        Activation activation,
        List<LayerScheme> layers,
        boolean scaledEmbedding) {}
