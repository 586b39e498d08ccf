package org.dl4jlab.onednn.lowering;

import java.util.Map;
import java.util.Optional;
import org.dl4jlab.onednn.primitive.Eltwise;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationCube;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationGELU;
import org.nd4j.linalg.activations.impl.ActivationHardSigmoid;
import org.nd4j.linalg.activations.impl.ActivationHardTanH;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationMish;
import org.nd4j.linalg.activations.impl.ActivationPReLU;
import org.nd4j.linalg.activations.impl.ActivationRReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU6;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftPlus;
import org.nd4j.linalg.activations.impl.ActivationSwish;
import org.nd4j.linalg.activations.impl.ActivationTanH;

/** DL4J's activation functions as oneDNN's, where it has them with the same derivative. */
final class ActivationFunctions {

  /** DL4J's GELU is {@code x * sigmoid(1.702 x)} (Hendrycks and Gimpel 2016, section 2). */
  private static final float GELU_ALPHA = 1.702f;

  private static final Map<Class<? extends IActivation>, Eltwise> BY_CLASS =
      Map.of(
          ActivationHardSigmoid.class, Eltwise.hardSigmoid(0.2f, 0.5f),
          ActivationHardTanH.class, Eltwise.clip(-1, 1),
          ActivationMish.class, Eltwise.mish(),
          ActivationReLU6.class, Eltwise.clip(0, 6),
          ActivationSigmoid.class, Eltwise.sigmoid(),
          ActivationSoftPlus.class, Eltwise.softplus(),
          ActivationSwish.class, Eltwise.swish(1),
          ActivationTanH.class, Eltwise.tanh());

  private ActivationFunctions() {}

  /** Why a function is not supported; empty when it is. */
  static Optional<String> unsupported(IActivation activation) {
    if (activation instanceof ActivationRReLU) {
      return Optional.of("has the activation rrelu, which draws its slopes at random");
    }
    boolean ofEachElement =
        activation.getClass().getPackage().equals(ActivationCube.class.getPackage())
            && !(activation instanceof ActivationPReLU);
    return ofEachElement
        ? Optional.empty()
        : Optional.of("has the activation " + activation.getClass().getSimpleName());
  }

  /** oneDNN's function; empty where DL4J has to compute its own. */
  static Optional<Eltwise> find(IActivation activation) {
    if (activation.equals(new ActivationReLU())) {
      return Optional.of(Eltwise.relu(0));
    }
    if (activation instanceof ActivationLReLU leaky && leaky.getAlpha() >= 0) {
      return Optional.of(Eltwise.relu((float) leaky.getAlpha()));
    }
    // For any other alpha, DL4J's own gradient is not the derivative.
    if (activation instanceof ActivationELU elu && elu.getAlpha() == 1) {
      return Optional.of(Eltwise.elu(1));
    }
    if (activation.equals(new ActivationGELU(false))) {
      return Optional.of(Eltwise.swish(GELU_ALPHA));
    }
    return Optional.ofNullable(BY_CLASS.get(activation.getClass()));
  }
}
