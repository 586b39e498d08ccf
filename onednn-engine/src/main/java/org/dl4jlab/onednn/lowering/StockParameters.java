package org.dl4jlab.onednn.lowering;

import java.lang.ref.Reference;
import java.util.List;
import org.dl4jlab.onednn.parameters.GraphMemory;
import org.dl4jlab.onednn.parameters.Parameters;
import org.dl4jlab.onednn.primitive.Address;
import org.dl4jlab.onednn.primitive.Tensor;
import org.dl4jlab.program.NetworkModel;
import org.dl4jlab.program.Parameter;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The arrays of a layer that DL4J computes: DL4J reads them in the network's memory and leaves
 * gradients in the network's vector, from where they come to those of all layers.
 */
record StockParameters(NetworkModel network, Parameters parameters, List<Parameter> arrays) {

  StockParameters {
    arrays.forEach(parameters::value);
  }

  /** To be called before DL4J's forward pass. */
  void toNetwork() {
    for (Parameter array : arrays) {
      Tensor value = parameters.value(array);
      Address.copy(value.address(), at(network.parameters(), array), value.layout().bytes());
    }
    Reference.reachabilityFence(network.parameters());
  }

  /**
   * To be called after DL4J's backward pass.
   *
   * @param divisor of the gradients
   */
  void takeGradients(float divisor) {
    INDArray gradients = network.model().getGradientsViewArray();
    for (Parameter array : arrays) {
      if (!array.frozen()) {
        Tensor gradient = parameters.gradient(array);
        Address.copy(at(gradients, array), gradient.address(), gradient.layout().bytes());
        divide(gradient, divisor);
      }
    }
    Reference.reachabilityFence(gradients);
  }

  private static void divide(Tensor gradient, float divisor) {
    if (divisor == 1) {
      return;
    }
    var floats = gradient.floats();
    for (int i = 0; i < floats.capacity(); i++) {
      floats.put(i, floats.get(i) / divisor);
    }
  }

  private static long at(INDArray vector, Parameter array) {
    return GraphMemory.address(vector, array.offset());
  }
}
