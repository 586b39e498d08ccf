package org.dl4jlab.interchange.keras;

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

  Outputs(GraphPlan plan) {
    this.plan = plan;
  }

  /**
   * Gives a result a loss.
   *
   * @param loss as the model was compiled with; null where it was not
   * @return the name of the output
   */
  String add(Signal result, LossChoice loss) throws Unsupported {
    if (result.order() != null) {
      throw new Unsupported("gives features behind a flatten as the model's result");
    }
    GraphPlan.Part part = plan.part(result.vertex());
    boolean last = part != null && plan.readers(result.vertex()) == 0;
    Layer layer = last ? part.layer() : null;
    IActivation own = activation(layer);
    LossChoice choice = loss == null ? LossChoice.usual(own) : loss;
    IActivation activation = own;
    if (choice.fromLogits()) {
      if (!Activations.isIdentity(own)) {
        throw new Unsupported("has a loss from logits, but gives none");
      }
      activation = choice.activationOfLogits();
      plan.note(
          "The output \"%s\" gives logits in Keras and probabilities here"
              .formatted(result.vertex()));
    }
    ILossFunction function = choice.function(result, loss != null);
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
