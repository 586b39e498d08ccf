package org.dl4jlab.interchange.onnx;

import java.util.List;
import java.util.Optional;
import org.dl4jlab.program.Node;
import org.dl4jlab.program.Operation.Activation;
import org.dl4jlab.program.Operation.Softmax;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationCube;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationGELU;
import org.nd4j.linalg.activations.impl.ActivationHardSigmoid;
import org.nd4j.linalg.activations.impl.ActivationHardTanH;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationMish;
import org.nd4j.linalg.activations.impl.ActivationRReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU6;
import org.nd4j.linalg.activations.impl.ActivationRectifiedTanh;
import org.nd4j.linalg.activations.impl.ActivationSELU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftPlus;
import org.nd4j.linalg.activations.impl.ActivationSoftSign;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.activations.impl.ActivationSwish;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.activations.impl.ActivationThresholdedReLU;

/** Activations as ONNX operators, or a few of them. */
final class ActivationWriters {

  /** DL4J's GELU is {@code x * sigmoid(1.702 x)} (Hendrycks and Gimpel 2016). */
  private static final double GELU_FACTOR = 1.702;

  /** Adds nodes that compute a function of each element of an input. */
  @FunctionalInterface
  private interface Function {

    void add(String name, String input, GraphWriter graph);
  }

  private ActivationWriters() {}

  /** Why a function cannot be written: completes "'name' …". */
  static Optional<String> obstacle(IActivation activation) {
    return activation instanceof ActivationSoftmax || find(activation).isPresent()
        ? Optional.empty()
        : Optional.of("has the activation '%s'".formatted(activation));
  }

  static Value activation(Node node, Activation operation, List<Value> inputs, Context context) {
    return write(node.name(), operation.function(), inputs.get(0), context.graph());
  }

  static Value softmax(Node node, Softmax operation, List<Value> inputs, Context context) {
    return softmax(node.name(), inputs.get(0), context.graph());
  }

  /** Over the last dimension, as DL4J's. */
  private static Value softmax(String name, Value input, GraphWriter graph) {
    return softmax(name, input, -1, graph);
  }

  private static Value softmax(String name, Value input, int axis, GraphWriter graph) {
    graph.add("Softmax", name, List.of(input.name()), Attributes.of("axis", axis));
    return new Value(name, input.stepsFirst(), input.sample());
  }

  /** Adds an activation of which there is no obstacle. */
  static Value write(String name, IActivation activation, Value input, GraphWriter graph) {
    if (activation instanceof ActivationSoftmax) {
      return softmax(name, input, graph);
    }
    find(activation).orElseThrow().add(name, input.name(), graph);
    return new Value(name, input.stepsFirst(), input.sample());
  }

  /** The same, with a softmax over the channels. */
  static Value overChannels(String name, IActivation activation, Value input, GraphWriter graph) {
    return activation instanceof ActivationSoftmax
        ? softmax(name, input, 1, graph)
        : write(name, activation, input, graph);
  }

  private static Optional<Function> find(IActivation activation) {
    if (activation instanceof ActivationReLU relu) {
      return Optional.of(relu(relu));
    }
    if (activation instanceof ActivationLReLU leaky) {
      return Optional.of(leaky(leaky.getAlpha()));
    }
    if (activation instanceof ActivationRReLU random) {
      return Optional.of(leaky((random.getL() + random.getU()) / 2));
    }
    if (activation instanceof ActivationELU elu) {
      return Optional.of(plain("Elu", "alpha", elu.getAlpha()));
    }
    if (activation instanceof ActivationThresholdedReLU thresholded) {
      return Optional.of(plain("ThresholdedRelu", "alpha", thresholded.getTheta()));
    }
    if (activation instanceof ActivationHardSigmoid) {
      return Optional.of(plain("HardSigmoid"));
    }
    if (activation instanceof ActivationReLU6) {
      return Optional.of(clip(0, 6));
    }
    if (activation instanceof ActivationHardTanH) {
      return Optional.of(clip(-1, 1));
    }
    if (activation instanceof ActivationSwish) {
      return Optional.of(gated(1));
    }
    if (activation instanceof ActivationGELU gelu && !gelu.isPrecise()) {
      return Optional.of(gated(GELU_FACTOR));
    }
    if (activation instanceof ActivationCube) {
      return Optional.of(
          (name, input, graph) -> {
            graph.add("Mul", name + "/square", List.of(input, input));
            graph.add("Mul", name, List.of(name + "/square", input));
          });
    }
    if (activation instanceof ActivationRectifiedTanh) {
      return Optional.of(
          (name, input, graph) -> {
            graph.add("Tanh", name + "/tanh", List.of(input));
            graph.add("Relu", name, List.of(name + "/tanh"));
          });
    }
    return operator(activation).map(ActivationWriters::plain);
  }

  private static Optional<String> operator(IActivation activation) {
    if (activation instanceof ActivationIdentity) {
      return Optional.of("Identity");
    }
    if (activation instanceof ActivationTanH) {
      return Optional.of("Tanh");
    }
    if (activation instanceof ActivationSigmoid) {
      return Optional.of("Sigmoid");
    }
    if (activation instanceof ActivationSELU) {
      return Optional.of("Selu");
    }
    if (activation instanceof ActivationSoftPlus) {
      return Optional.of("Softplus");
    }
    if (activation instanceof ActivationSoftSign) {
      return Optional.of("Softsign");
    }
    return activation instanceof ActivationMish ? Optional.of("Mish") : Optional.empty();
  }

  private static Function relu(ActivationReLU relu) {
    double slope = relu.getNegativeSlope() == null ? 0 : relu.getNegativeSlope();
    double threshold = relu.getThreshold() == null ? 0 : relu.getThreshold();
    Function rising =
        threshold != 0 ? from(threshold, slope) : slope == 0 ? plain("Relu") : leaky(slope);
    if (relu.getMax() == null) {
      return rising;
    }
    return (name, input, graph) -> {
      rising.add(name + "/rising", input, graph);
      String most = graph.scalar(name + "/most", relu.getMax());
      graph.add("Min", name, List.of(name + "/rising", most));
    };
  }

  /** {@code x} from the threshold on, {@code slope * (x - threshold)} below. */
  private static Function from(double threshold, double slope) {
    return (name, input, graph) -> {
      String border = graph.scalar(name + "/threshold", threshold);
      String steepness = graph.scalar(name + "/slope", slope);
      graph.add("GreaterOrEqual", name + "/above", List.of(input, border));
      graph.add("Sub", name + "/distance", List.of(input, border));
      graph.add("Mul", name + "/below", List.of(name + "/distance", steepness));
      graph.add("Where", name, List.of(name + "/above", input, name + "/below"));
    };
  }

  private static Function plain(String operator) {
    return (name, input, graph) -> graph.add(operator, name, List.of(input));
  }

  private static Function plain(String operator, String attribute, double value) {
    return (name, input, graph) ->
        graph.add(operator, name, List.of(input), Attributes.of(attribute, (float) value));
  }

  private static Function leaky(double slope) {
    return plain("LeakyRelu", "alpha", slope);
  }

  private static Function clip(double least, double most) {
    return (name, input, graph) ->
        graph.add(
            "Clip",
            name,
            List.of(
                input, graph.scalar(name + "/least", least), graph.scalar(name + "/most", most)));
  }

  /** {@code x * sigmoid(factor * x)}. */
  private static Function gated(double factor) {
    return (name, input, graph) -> {
      String scaled = input;
      if (factor != 1) {
        String constant = graph.scalar(name + "/factor", factor);
        scaled = graph.add("Mul", name + "/scaled", List.of(input, constant));
      }
      graph.add("Sigmoid", name + "/gate", List.of(scaled));
      graph.add("Mul", name, List.of(input, name + "/gate"));
    };
  }
}
