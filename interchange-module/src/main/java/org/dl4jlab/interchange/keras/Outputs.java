package org.dl4jlab.interchange.keras;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/** Makes a model's results outputs of DL4J's, which measure a loss. */
final class Outputs {

  private final GraphPlan plan;
  private final List<String> names = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  Outputs(GraphPlan plan) {
    this.plan = plan;
  }

  /** The graph's outputs, in order. */
  List<String> names() {
    return names;
  }

  /** Why results cannot be outputs. */
  List<String> problems() {
    return problems;
  }

  /**
   * Gives a result a loss: the one that the model was compiled with, or else the usual.
   *
   * @param label of the result, for messages
   * @param loss null where the model's cannot be had
   * @return whether it is the model's
   */
  boolean add(String label, Signal result, LossChoice loss) {
    if (result.order() != null) {
      problems.add(
          "the output \"%s\" gives features behind a flatten as the model's result"
              .formatted(label));
      return false;
    }
    if (loss != null) {
      try {
        names.add(add(result, loss, true));
        return true;
      } catch (Unsupported e) {
        plan.note(CompileConfig.unusable(label, e));
      }
    }
    try {
      LossChoice usual = LossChoice.usual(activation(last(result)));
      names.add(add(result, usual, false));
    } catch (Unsupported e) {
      problems.add("the output \"%s\" %s".formatted(label, e.getMessage()));
    }
    return false;
  }

  /** What gives the result, if nothing else reads it. */
  private Layer last(Signal result) {
    GraphPlan.Part part = plan.part(result.vertex());
    return part != null && plan.readers(result.vertex()) == 0 ? part.layer() : null;
  }

  private String add(Signal result, LossChoice choice, boolean exact) throws Unsupported {
    Layer layer = last(result);
    IActivation own = activation(layer);
    IActivation activation = own;
    if (choice.fromLogits()) {
      if (!Activations.isIdentity(own)) {
        throw new Unsupported("has a loss from logits, but gives none");
      }
      activation = choice.activationOfLogits();
    }
    ILossFunction function = choice.function(result, exact);
    if (choice.fromLogits()) {
      plan.note(
          "The output \"%s\" gives logits in Keras and probabilities here"
              .formatted(result.vertex()));
    }
    if (layer != null && layer.getClass() == DenseLayer.class) {
      plan.replace(result.vertex(), output((DenseLayer) layer, activation, function));
      return result.vertex();
    }
    Layer measured = lossLayer(result.rank(), activation, function);
    if (layer instanceof ActivationLayer) {
      plan.replace(result.vertex(), measured);
      return result.vertex();
    }
    return plan.add(result.vertex() + "/loss", measured, result.vertex());
  }

  /** Of the last layer, where it can be taken over into the output. */
  private static IActivation activation(Layer layer) {
    if (layer instanceof ActivationLayer activation) {
      return activation.getActivationFn();
    }
    return layer != null && layer.getClass() == DenseLayer.class
        ? ((DenseLayer) layer).getActivationFn()
        : new ActivationIdentity();
  }

  private static Layer output(DenseLayer dense, IActivation activation, ILossFunction loss) {
    OutputLayer output =
        new OutputLayer.Builder(loss)
            .nIn(dense.getNIn())
            .nOut(dense.getNOut())
            .hasBias(dense.hasBias())
            .activation(activation)
            .build();
    output.setRegularization(dense.getRegularization());
    output.setRegularizationBias(dense.getRegularizationBias());
    return output;
  }

  private static Layer lossLayer(int rank, IActivation activation, ILossFunction loss) {
    return switch (rank) {
      case 1 -> new LossLayer.Builder(loss).activation(activation).build();
      case 2 -> new RnnLossLayer.Builder(loss).activation(activation).build();
      default -> new CnnLossLayer.Builder(loss).activation(activation).build();
    };
  }
}
