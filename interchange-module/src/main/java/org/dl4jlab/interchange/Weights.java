package org.dl4jlab.interchange;

import java.util.HashMap;
import java.util.Map;
import org.dl4jlab.program.NetworkModel;
import org.dl4jlab.program.Parameter;
import org.dl4jlab.program.Program;
import org.dl4jlab.program.RunningStatistics;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The trained arrays of a network. DL4J keeps them in one vector, each in an order of its own, and
 * reads some of them in another than their shape says: here they have the shape that counts.
 */
public final class Weights {

  private final NetworkModel network;
  private final INDArray vector;
  private final Map<String, Parameter> known = new HashMap<>();

  /**
   * @param program what the network computes
   */
  public Weights(NetworkModel network, Program program) {
    this.network = network;
    INDArray all = network.parameters();
    this.vector = all == null ? Nd4j.empty() : all.reshape(all.length());
    program.parameters().forEach(parameter -> known.put(key(parameter), parameter));
  }

  private static String key(Parameter parameter) {
    return parameter.layer() + " " + parameter.name();
  }

  /** In the shape of its description: a view of the network's memory. */
  public INDArray of(Parameter parameter) {
    INDArray memory = memory(parameter);
    return memory.reshape(parameter.columnMajor() ? 'f' : 'c', parameter.shape());
  }

  /** As it lies in memory: a view of it. */
  public INDArray memory(Parameter parameter) {
    long length = 1;
    for (long size : parameter.shape()) {
      length *= size;
    }
    return vector.get(NDArrayIndex.interval(parameter.offset(), parameter.offset() + length));
  }

  /**
   * An array by DL4J's names, in its description's shape, or in DL4J's where that has none.
   *
   * @throws IllegalArgumentException when the layer has no such array
   */
  public INDArray of(String layer, String name) {
    Parameter parameter = known.get(layer + " " + name);
    if (parameter != null && parameter.shape().length > 1) {
      return of(parameter);
    }
    return table(layer, name);
  }

  /**
   * An array by DL4J's names and in DL4J's shape.
   *
   * @throws IllegalArgumentException when the layer has no such array
   */
  public INDArray table(String layer, String name) {
    INDArray array = network.layer(layer).paramTable().get(name);
    if (array == null) {
      throw new IllegalArgumentException("'%s' has no array %s".formatted(layer, name));
    }
    return array;
  }

  /** Whether a layer has an array of that name. */
  public boolean has(String layer, String name) {
    return network.layer(layer).paramTable().containsKey(name);
  }

  /** An array's numbers, row-major. */
  public static float[] floats(INDArray array) {
    return array.dup('c').data().asFloat();
  }

  /** The running variances of a batch normalization. */
  public static float[] variance(RunningStatistics statistics) {
    return variance(statistics.spread(), statistics.logarithmic());
  }

  /**
   * Variances from what DL4J keeps.
   *
   * @param logarithmic whether that is the decimal logarithm of their roots
   */
  public static float[] variance(INDArray spread, boolean logarithmic) {
    float[] variance = floats(spread);
    for (int i = 0; logarithmic && i < variance.length; i++) {
      variance[i] = (float) Math.pow(10, 2.0 * variance[i]);
    }
    return variance;
  }
}
