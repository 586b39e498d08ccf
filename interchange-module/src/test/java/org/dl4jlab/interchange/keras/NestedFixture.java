package org.dl4jlab.interchange.keras;

import com.fasterxml.jackson.databind.JsonNode;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Files of models within models. */
final class NestedFixture {

  private static final String TENSOR =
      "{'class_name':'__keras_tensor__','config':{'shape':[null,%d],'keras_history':['%s',%d,0]}}";

  private NestedFixture() {}

  /** Two inputs of three, a tower of two dense layers for each, both results joined. */
  static void siamese(Path file, Tensor w, Tensor b, Tensor w2) throws IOException {
    String tower =
        layer(
            "Sequential",
            "tower",
            "'layers':[{'class_name':'InputLayer','config':{'name':'x','batch_shape':[null,3]}},"
                + "{'class_name':'Dense','config':{'name':'a','units':4,'activation':'tanh'}},"
                + "{'class_name':'Dense','config':{'name':'b','units':2,'use_bias':false}}]",
            call(TENSOR.formatted(3, "left", 0)),
            call(TENSOR.formatted(3, "right", 0)));
    String joined =
        layer(
            "Concatenate",
            "both",
            "'axis':-1",
            call(
                "["
                    + TENSOR.formatted(2, "tower", 0)
                    + ","
                    + TENSOR.formatted(2, "tower", 1)
                    + "]"));
    String model =
        "{'class_name':'Functional','config':{'name':'m','layers':[%s,%s,%s,%s],'input_layers':[['left',0,0],['right',0,0]],'output_layers':[['both',0,0]]}}"
            .formatted(
                layer("InputLayer", "left", "'batch_shape':[null,3]"),
                layer("InputLayer", "right", "'batch_shape':[null,3]"),
                tower,
                joined);
    JsonNode json = KerasFixture.json(model);
    Path hdf = Files.createTempFile(file.toAbsolutePath().getParent(), "weights", ".h5");
    try (WritableHdfFile weights = HdfFile.write(hdf)) {
      WritableGroup inner = weights.putGroup("layers").putGroup("sequential").putGroup("layers");
      WritableGroup first = inner.putGroup("dense").putGroup("vars");
      first.putDataset("0", rows(w));
      first.putDataset("1", b.data());
      inner.putGroup("dense_1").putGroup("vars").putDataset("0", rows(w2));
    }
    KerasFixture.zip(
        file,
        Map.of(
            "config.json", json.toString().getBytes(StandardCharsets.UTF_8),
            "metadata.json", "{}".getBytes(StandardCharsets.UTF_8),
            "model.weights.h5", Files.readAllBytes(hdf)));
    Files.delete(hdf);
  }

  private static String layer(String type, String name, String config, String... calls) {
    return "{'module':'keras.layers','class_name':'%s','name':'%s','config':{'name':'%s',%s},'inbound_nodes':[%s]}"
        .formatted(type, name, name, config, String.join(",", calls));
  }

  private static String call(String argument) {
    return "{'args':[%s],'kwargs':{}}".formatted(argument);
  }

  private static float[][] rows(Tensor tensor) {
    int width = tensor.shape()[1];
    float[][] rows = new float[tensor.shape()[0]][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = java.util.Arrays.copyOfRange(tensor.data(), i * width, (i + 1) * width);
    }
    return rows;
  }
}
