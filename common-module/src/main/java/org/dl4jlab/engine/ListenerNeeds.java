package org.dl4jlab.engine;

import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.optimize.api.TrainingListener;

/**
 * Which listeners want to see activations or gradients, that only stock DL4J has: those with an
 * {@code onForwardPass}, {@code onGradientCalculation} or {@code onBackwardPass} of their own.
 */
final class ListenerNeeds {

  private static final Set<String> INSIDE_A_STEP =
      Set.of("onForwardPass", "onGradientCalculation", "onBackwardPass");

  private static final ClassValue<Boolean> LOOKS_INSIDE =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> listener) {
          return Arrays.stream(listener.getMethods())
              .filter(method -> INSIDE_A_STEP.contains(method.getName()) && !method.isBridge())
              .anyMatch(method -> method.getDeclaringClass() != BaseTrainingListener.class);
        }
      };

  private ListenerNeeds() {}

  static boolean anyLooksInside(Collection<TrainingListener> listeners) {
    return listeners.stream().anyMatch(listener -> LOOKS_INSIDE.get(listener.getClass()));
  }
}
