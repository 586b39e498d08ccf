package org.dl4jlab.onednn.update;

import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.AdaMax;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nadam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;

/** Finds the optimizer for an updater of ND4J's. A user's own subclass of one has none. */
public final class Optimizers {

  private static final Map<Class<?>, BiFunction<IUpdater, Vectors, Optimizer>> OPTIMIZERS =
      Map.ofEntries(
          entry(Adam.class, AdamOptimizer::new),
          entry(AdaDelta.class, AdaDeltaOptimizer::new),
          entry(AdaGrad.class, AdaGradOptimizer::new),
          entry(AdaMax.class, AdaMaxOptimizer::new),
          entry(AMSGrad.class, AmsGradOptimizer::new),
          entry(Nadam.class, NadamOptimizer::new),
          entry(Nesterovs.class, NesterovsOptimizer::new),
          entry(NoOp.class, SgdOptimizer::new),
          entry(RmsProp.class, RmsPropOptimizer::new),
          entry(Sgd.class, SgdOptimizer::new));

  private Optimizers() {}

  private static <U extends IUpdater>
      Map.Entry<Class<?>, BiFunction<IUpdater, Vectors, Optimizer>> entry(
          Class<U> type, BiFunction<U, Vectors, Optimizer> optimizer) {
    return Map.entry(type, (updater, vectors) -> optimizer.apply(type.cast(updater), vectors));
  }

  /** Why an updater is not supported; empty when it is. */
  public static Optional<String> unsupported(IUpdater updater) {
    return OPTIMIZERS.containsKey(updater.getClass())
        ? Optional.empty()
        : Optional.of("the updater " + updater.getClass().getSimpleName());
  }

  /** How many vectors of state an updater has. */
  public static int states(IUpdater updater) {
    return (int) updater.stateSize(1);
  }

  public static Optimizer of(IUpdater updater, Vectors vectors) {
    return OPTIMIZERS.get(updater.getClass()).apply(updater, vectors);
  }
}
