package org.dl4jlab.onednn.lowering;

import java.util.Optional;
import org.dl4jlab.onednn.primitive.Eltwise;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;

/** DL4J's activation functions as oneDNN's. */
final class ActivationFunctions {

  private ActivationFunctions() {}

  /** Why a function is not supported; empty when it is. */
  static Optional<String> unsupported(IActivation activation) {
    if (activation instanceof ActivationELU elu && elu.getAlpha() != 1) {
      return Optional.of(
          "has an ELU with alpha %s; for any but 1, DL4J's own gradient is not the derivative"
              .formatted(elu.getAlpha()));
    }
    return find(activation).isPresent()
        ? Optional.empty()
        : Optional.of("has the activation " + activation);
  }

  static Eltwise of(IActivation activation) {
    return find(activation)
        .orElseThrow(() -> new IllegalArgumentException("There is no function for " + activation));
  }

  private static Optional<Eltwise> find(IActivation activation) {
    if (activation.getClass() == ActivationReLU.class) {
      return Optional.of(Eltwise.relu(0));
    }
    if (activation instanceof ActivationLReLU leaky && leaky.getAlpha() >= 0) {
      return Optional.of(Eltwise.relu((float) leaky.getAlpha()));
    }
    if (activation instanceof ActivationELU) {
      return Optional.of(Eltwise.elu(1));
    }
    if (activation instanceof ActivationTanH) {
      return Optional.of(Eltwise.tanh());
    }
    if (activation instanceof ActivationSigmoid) {
      return Optional.of(Eltwise.sigmoid());
    }
    return activation instanceof ActivationIdentity
        ? Optional.of(Eltwise.linear(1, 0))
        : Optional.empty();
  }
}
