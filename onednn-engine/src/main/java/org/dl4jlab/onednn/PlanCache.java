package org.dl4jlab.onednn;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The plans used last, by the shape of their batches: whole batches and the last short one. The one
 * that is displaced is freed.
 *
 * @param <P> the kind of plan
 */
final class PlanCache<P extends AutoCloseable> {

  private static final int KEPT = 4;

  private final Map<BatchShape, P> plans = new LinkedHashMap<>(KEPT, 0.75f, true);

  P get(BatchShape shape, Function<BatchShape, P> compile) {
    P plan = plans.get(shape);
    if (plan == null) {
      plan = compile.apply(shape);
      plans.put(shape, plan);
      if (plans.size() > KEPT) {
        BatchShape eldest = plans.keySet().iterator().next();
        free(plans.remove(eldest));
      }
    }
    return plan;
  }

  Stream<P> plans() {
    return plans.values().stream();
  }

  /** Frees all plans. */
  void clear() {
    plans.values().forEach(PlanCache::free);
    plans.clear();
  }

  private static void free(AutoCloseable plan) {
    try {
      plan.close();
    } catch (Exception e) {
      throw new IllegalStateException("A plan cannot be freed", e);
    }
  }
}
