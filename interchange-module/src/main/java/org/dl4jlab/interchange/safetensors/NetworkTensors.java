package org.dl4jlab.interchange.safetensors;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.dl4jlab.UserException;
import org.dl4jlab.interchange.Weights;
import org.dl4jlab.program.NetworkModel;
import org.dl4jlab.program.ProgramReader;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The arrays of any {@code ComputationGraph} or {@code MultiLayerNetwork}, accelerated or plain:
 * {@code LAYER.W} and so on, by DL4J's names. Weights of dense layers are {@code [units,
 * features]}, of convolutions {@code [filters, channels, kernel height, kernel width]}; of series
 * the width is 1.
 */
public final class NetworkTensors {

  private NetworkTensors() {}

  /**
   * @param metadata such as where the network comes from
   */
  public static void write(Model model, Path file, Map<String, String> metadata)
      throws IOException {
    SafeTensors.write(file, arrays(model), metadata);
  }

  /** Views of the network's memory by their names. */
  private static Map<String, INDArray> arrays(Model model) {
    NetworkModel network = NetworkModel.of(model);
    Weights weights = new Weights(network, ProgramReader.read(network));
    Map<String, INDArray> arrays = new LinkedHashMap<>();
    for (NetworkModel.Vertex vertex : network.vertices()) {
      Layer layer = network.layer(vertex.name());
      if (layer != null && layer.numParams() > 0) {
        for (String name : layer.paramTable().keySet()) {
          arrays.put(vertex.name() + "." + name, weights.of(vertex.name(), name));
        }
      }
    }
    return arrays;
  }

  /**
   * Gives a network of the same layers the weights of a file.
   *
   * @throws UserException when the file has other arrays than the network, or of other shapes: the
   *     network is as it was then
   */
  public static void load(Model model, Path file) throws IOException {
    Map<String, INDArray> given = SafeTensors.read(file);
    Map<String, INDArray> own = arrays(model);
    requireSameNames(file, own.keySet(), given.keySet());
    own.forEach(
        (name, array) -> {
          if (!array.equalShapes(given.get(name))) {
            throw new UserException(
                "%s: '%s' has the shape %s, the network's has %s"
                    .formatted(
                        file,
                        name,
                        Arrays.toString(given.get(name).shape()),
                        Arrays.toString(array.shape())));
          }
        });
    own.forEach((name, array) -> array.assign(given.get(name)));
  }

  private static void requireSameNames(Path file, Set<String> own, Set<String> given) {
    Set<String> missing = new TreeSet<>(own);
    missing.removeAll(given);
    Set<String> foreign = new TreeSet<>(given);
    foreign.removeAll(own);
    if (!missing.isEmpty() || !foreign.isEmpty()) {
      throw new UserException(
          "%s is of another network: it lacks %s and has %s".formatted(file, missing, foreign));
    }
  }
}
