package io.joute.engine.model;

import io.joute.engine.kernel.KvPage;
import java.util.List;

/**
 * Keys and values of {@value KvPage#POSITIONS} consecutive positions in all layers. Once all its positions are stored it may
 * be shared by caches of the same model and type: nothing is stored in it again.
 */
public final class CachePage {
    final List<KvPage> layers;

    CachePage(List<KvPage> layers) {
        this.layers = List.copyOf(layers);
    }
}
