package io.joute.engine.model;

import io.joute.engine.kernel.KvPage;
import io.joute.engine.kernel.KvType;
import io.joute.engine.tensor.Sizes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Keys and values of all layers in pages that are made when positions are first reserved, or shared with another cache. For
 * one thread.
 */
public final class KvCache {
    private final ModelConfig config;
    private final KvType type;
    private final List<List<KvPage>> layers;

    /** Make an empty cache. */
    public KvCache(ModelConfig config, KvType type) {
        this.config = config;
        this.type = type;
        this.layers = IntStream.range(0, config.blockCount())
                .<List<KvPage>>mapToObj(layer -> new ArrayList<>())
                .toList();
    }

    /** Bytes that {@code positions} take in a model of this shape. */
    public static long bytes(ModelConfig config, KvType type, long positions) {
        long page = Sizes.multiply(KvPage.bytes(type, config.headCountKv(), config.headDim()), config.blockCount());
        return Sizes.multiply(page, pageCount(positions));
    }

    /** Bytes held. */
    public long bytes() {
        return bytes(config, type, positions());
    }

    /** Positions there is room for. */
    public int positions() {
        return layers.getFirst().size() * KvPage.POSITIONS;
    }

    /** Make room for {@code positions} in all. */
    public void reserve(int positions) {
        for (List<KvPage> pages : layers) {
            while (pages.size() < pageCount(positions)) {
                pages.add(KvPage.of(type, config.headCountKv(), config.headDim()));
            }
        }
    }

    /** Let go of all pages that {@code positions} do not need. */
    public void release(int positions) {
        for (List<KvPage> pages : layers) {
            pages.subList(Math.min(pages.size(), pageCount(positions)), pages.size())
                    .clear();
        }
    }

    /** The page that holds positions {@code index · POSITIONS} on. */
    public CachePage page(int index) {
        return new CachePage(layers.stream().map(pages -> pages.get(index)).toList());
    }

    /** Add a page of another cache of the same model and type behind the last; whole, or no longer used by that one. */
    public void add(CachePage page) {
        for (int layer = 0; layer < layers.size(); layer++) {
            layers.get(layer).add(page.layers.get(layer));
        }
    }

    List<KvPage> pages(int layer) {
        return layers.get(layer);
    }

    void store(int layer, int position, float[] keys, float[] values, int offset) {
        layers.get(layer).get(position / KvPage.POSITIONS).store(position % KvPage.POSITIONS, keys, values, offset);
    }

    private static int pageCount(long positions) {
        return Math.toIntExact((positions + KvPage.POSITIONS - 1) / KvPage.POSITIONS);
    }
}
