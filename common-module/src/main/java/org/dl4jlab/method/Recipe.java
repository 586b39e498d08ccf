package org.dl4jlab.method;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.dl4jlab.UserException;
import org.dl4jlab.train.TrainingOptions;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.linalg.learning.regularization.WeightDecay;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * What of a method a network's configuration can say. So the model's file holds it, any engine does
 * it, and a resumed training goes on with it.
 *
 * @param learningRate the full one, of the network's last layer; others may have multiples of it
 * @param batch samples of a step
 * @param classCounts how many samples to train on each class has
 */
public record Recipe(
    TrainingMethod method, double learningRate, int epochs, int batch, int[] classCounts) {

  /**
   * Changes the configuration of a network that is not made yet.
   *
   * @return the same
   * @throws UserException when the network does not allow it
   */
  public ComputationGraphConfiguration applyTo(ComputationGraphConfiguration configuration) {
    List<BaseLayer> layers =
        configuration.getVertices().values().stream()
            .filter(LayerVertex.class::isInstance)
            .map(vertex -> ((LayerVertex) vertex).getLayerConf().getLayer())
            .filter(BaseLayer.class::isInstance)
            .map(BaseLayer.class::cast)
            .toList();
    double ofLast = rate(layers.get(layers.size() - 1).getIUpdater());
    layers.forEach(layer -> apply(layer, learningRate / ofLast));
    return configuration;
  }

  private void apply(BaseLayer layer, double factor) {
    layer.setIUpdater(scheduled(layer.getIUpdater(), factor));
    layer.setBiasUpdater(scheduled(layer.getBiasUpdater(), factor));
    if (method.weightDecay() != null) {
      List<Regularization> penalties = new ArrayList<>(layer.getRegularization());
      penalties.add(new WeightDecay(method.weightDecay(), true));
      layer.setRegularization(penalties);
    }
    clip(layer);
    if (method.classWeights() == ClassWeights.BALANCED) {
      if (layer instanceof BaseOutputLayer output) {
        output.setLossFn(weighted(output.getLossFn()));
      } else if (layer instanceof LossLayer output) {
        output.setLossFn(weighted(output.getLossFn()));
      }
    }
  }

  private IUpdater scheduled(IUpdater updater, double factor) {
    double full = rate(updater) * factor;
    int steps = TrainingOptions.stepsOfEpoch(Arrays.stream(classCounts).sum(), batch);
    ISchedule rates = full > 0 ? method.rates().schedule(full, epochs, steps) : null;
    if (rates == null) {
      return updater;
    }
    IUpdater scheduled = updater.clone();
    scheduled.setLrAndSchedule(Double.NaN, rates);
    return scheduled;
  }

  /** 0 for an updater that has none. */
  private static double rate(IUpdater updater) {
    return updater != null && updater.hasLearningRate() ? updater.getLearningRate(0, 0) : 0;
  }

  /** DL4J would clip a batch normalization's running statistics as if they were gradients. */
  private void clip(BaseLayer layer) {
    if (layer instanceof BatchNormalization) {
      return;
    }
    if (method.clipNorm() != null) {
      layer.setGradientNormalization(GradientNormalization.ClipL2PerLayer);
      layer.setGradientNormalizationThreshold(method.clipNorm());
    } else if (method.clipValue() != null) {
      layer.setGradientNormalization(GradientNormalization.ClipElementWiseAbsoluteValue);
      layer.setGradientNormalizationThreshold(method.clipValue());
    }
  }

  private ILossFunction weighted(ILossFunction loss) {
    if (loss.getClass() != LossMCXENT.class) {
      throw new UserException(
          "Classes can be weighed where the network has an output for each; this one tells both classes by one number");
    }
    double[] weights = ClassWeights.balanced(classCounts);
    return new LossMCXENT(
        Nd4j.createFromArray(weights).castTo(DataType.FLOAT).reshape(1, weights.length));
  }
}
