package org.dl4jlab.onednn;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The plans used last, by the shape of their batches: whole batches and the last short one. The one
 * that is displaced is freed. Shapes that were refused are remembered, because a network that gets
 * such batches gets them again.
 *
 * @param <P> the kind of plan
 */
final class PlanCache<P extends AutoCloseable> {

  private static final int KEPT = 4;
  private static final int REMEMBERED = 64;

  private final Map<BatchShape, P> plans = new LinkedHashMap<>(KEPT, 0.75f, true);

  private final Map<BatchShape, String> refused =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<BatchShape, String> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * @throws IllegalArgumentException when the network cannot take such a batch
   */
  P get(BatchShape shape, Function<BatchShape, P> compile) {
    P plan = plans.get(shape);
    if (plan == null) {
      plan = compile(shape, compile);
      plans.put(shape, plan);
      if (plans.size() > KEPT) {
        BatchShape eldest = plans.keySet().iterator().next();
        free(plans.remove(eldest));
      }
    }
    return plan;
  }

  private P compile(BatchShape shape, Function<BatchShape, P> compile) {
    String why = refused.get(shape);
    if (why != null) {
      throw new IllegalArgumentException(why);
    }
    try {
      return compile.apply(shape);
    } catch (IllegalArgumentException e) {
      refused.put(shape, String.valueOf(e.getMessage()));
      throw e;
    }
  }

  Stream<P> plans() {
    return plans.values().stream();
  }

  /** Frees all plans, and forgets what was refused. */
  void clear() {
    plans.values().forEach(PlanCache::free);
    plans.clear();
    refused.clear();
  }

  private static void free(AutoCloseable plan) {
    try {
      plan.close();
    } catch (Exception e) {
      throw new IllegalStateException("A plan cannot be freed", e);
    }
  }
}
