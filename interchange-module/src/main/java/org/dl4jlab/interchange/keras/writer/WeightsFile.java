package org.dl4jlab.interchange.keras.writer;

import io.jhdf.Superblock.SuperblockV2V3;
import io.jhdf.WritableGroupImpl;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import io.jhdf.storage.HdfFileChannel;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dl4jlab.interchange.Weights;
import org.dl4jlab.run.FullDisk;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The {@code model.weights.h5} of a {@code .keras} file: {@code layers/TYPE/vars/0} and on, where a
 * type's second layer is {@code TYPE_1}, and {@code optimizer/vars/0} and on.
 *
 * @param model the model's own name
 * @param layers in the model's order
 * @param optimizer what it has kept; empty where the model is to be compiled anew
 */
record WeightsFile(String model, List<KerasLayer> layers, Optional<OptimizerState> optimizer) {

  private static final String VARIABLES = "vars";

  /** Replaces a file's content. */
  void write(Path file) throws IOException {
    WritableGroupImpl root = new WritableGroupImpl(null, "/");
    WritableGroup all = root.putGroup("layers");
    groups(layers).forEach((group, layer) -> add(all.putGroup(group), layer));
    optimizer.ifPresent(state -> add(root.putGroup("optimizer"), state));
    named(root.putGroup(VARIABLES), model);
    try {
      write(file, root);
    } catch (IOException e) {
      throw FullDisk.named(file, e);
    }
  }

  /**
   * As jHDF's own file does it, which then writes a line about itself behind the last array, over
   * whatever group comes there.
   */
  private static void write(Path file, WritableGroupImpl root) throws IOException {
    SuperblockV2V3 superblock = new SuperblockV2V3();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      HdfFileChannel hdf = new HdfFileChannel(channel, superblock);
      root.write(hdf, WritableHdfFile.ROOT_GROUP_ADDRESS);
      hdf.write(superblock.toBuffer(channel.size()), 0);
    }
  }

  private static Map<String, KerasLayer> groups(List<KerasLayer> layers) {
    Map<String, KerasLayer> groups = new LinkedHashMap<>();
    Map<String, Integer> counts = new HashMap<>();
    for (KerasLayer layer : layers) {
      String type = KerasLayer.snakeCase(layer.type());
      int earlier = counts.merge(type, 1, Integer::sum) - 1;
      groups.put(earlier == 0 ? type : type + "_" + earlier, layer);
    }
    return groups;
  }

  private static void add(WritableGroup group, KerasLayer layer) {
    Map<String, WritableGroup> opened = new HashMap<>(Map.of("", group));
    for (KerasLayer.Part part : layer.parts()) {
      WritableGroup holder = group;
      String path = "";
      for (String step : part.path().split("/")) {
        WritableGroup from = holder;
        path = path + "/" + step;
        holder = step.isEmpty() ? group : opened.computeIfAbsent(path, p -> from.putGroup(step));
      }
      put(named(holder.putGroup(VARIABLES), part.name()), part.variables(), 0);
    }
  }

  private static void add(WritableGroup group, OptimizerState state) {
    WritableGroup variables = named(group.putGroup(VARIABLES), state.name());
    variables.putDataset("0", state.steps());
    variables.putDataset("1", (float) state.learningRate());
    put(variables, state.moments(), 2);
  }

  private static WritableGroup named(WritableGroup group, String name) {
    group.putAttribute("name", name);
    return group;
  }

  /**
   * @param first the number of the first
   */
  private static void put(WritableGroup group, List<INDArray> variables, int first) {
    for (int i = 0; i < variables.size(); i++) {
      INDArray variable = variables.get(i);
      int[] shape = Arrays.stream(variable.shape()).mapToInt(Math::toIntExact).toArray();
      group.putDataset(
          String.valueOf(first + i), nested(Weights.floats(variable), shape, new int[1], 0));
    }
  }

  /** Row-major numbers as arrays of arrays. */
  private static Object nested(float[] values, int[] shape, int[] position, int depth) {
    int size = shape[depth];
    if (depth == shape.length - 1) {
      position[0] += size;
      return Arrays.copyOfRange(values, position[0] - size, position[0]);
    }
    Object array = Array.newInstance(float.class, Arrays.copyOfRange(shape, depth, shape.length));
    for (int i = 0; i < size; i++) {
      Array.set(array, i, nested(values, shape, position, depth + 1));
    }
    return array;
  }
}
