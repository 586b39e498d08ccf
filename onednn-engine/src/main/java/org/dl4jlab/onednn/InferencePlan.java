package org.dl4jlab.onednn;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.function.Function;
import org.dl4jlab.data.Batch;
import org.dl4jlab.onednn.layer.Activation;
import org.dl4jlab.onednn.layer.BatchNorm;
import org.dl4jlab.onednn.layer.FoldedWeights;
import org.dl4jlab.onednn.layer.OneDnnLayer;
import org.dl4jlab.onednn.layer.WeightedLayer;
import org.dl4jlab.onednn.network.Network;
import org.dl4jlab.onednn.plan.Input;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.plan.Source;
import org.dl4jlab.onednn.primitive.Attributes;
import org.dl4jlab.onednn.primitive.Tensor;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The network's output for batches of one shape: batch normalization is folded into the layer
 * before it, and the activation behind it fused to it.
 */
final class InferencePlan implements AutoCloseable {

  private final Plan forward = new Plan();
  private final Plan refresh = new Plan();
  private final Input input;
  private final Tensor output;
  private long version = -1;

  /**
   * @param graph the graph's whole parameter vector
   * @param reader makes the input, in the plan that it is given
   */
  InferencePlan(Network network, FloatBuffer graph, Function<Plan, Input> reader) {
    input = reader.apply(forward);
    try {
      output = compile(network, graph);
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private Tensor compile(Network network, FloatBuffer graph) {
    List<OneDnnLayer> layers = network.layers();
    Source source = input;
    int i = 0;
    while (i < layers.size()) {
      OneDnnLayer layer = layers.get(i++);
      Tensor result;
      if (layer instanceof WeightedLayer weighted) {
        BatchNorm norm = i < layers.size() && layers.get(i) instanceof BatchNorm bn ? bn : null;
        i += norm == null ? 0 : 1;
        Attributes attributes = new Attributes(forward.arena());
        if (i < layers.size() && layers.get(i) instanceof Activation activation) {
          attributes.then(activation.function());
          i++;
        }
        FoldedWeights folded =
            new FoldedWeights(weighted.weights(), weighted.bias(), norm, graph, refresh);
        result = weighted.infer(forward, source, folded, attributes);
      } else {
        result = layer.infer(forward, source, graph, refresh);
      }
      source = Source.of(forward, result);
    }
    if (network.outputActivation() != null) {
      source = Source.of(forward, network.outputActivation().infer(forward, source));
    }
    return forward.plain(source.tensor());
  }

  /**
   * @param parameters counts the graph's parameter changes: weights are folded anew after one
   */
  INDArray run(Batch samples, long parameters) {
    if (parameters != version) {
      refresh.run();
      version = parameters;
    }
    input.load(samples);
    forward.run();
    int outputs = (int) output.dims()[1];
    float[] values = new float[samples.size() * outputs];
    output.floats().get(0, values);
    return Nd4j.create(values, new int[] {samples.size(), outputs});
  }

  @Override
  public void close() {
    refresh.close();
    forward.close();
  }
}
