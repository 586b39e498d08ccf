package org.dl4jlab.interchange.keras.writer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SpaceToDepthLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jlab.UserException;
import org.dl4jlab.interchange.LectureNetworks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** What Keras 3.15.1 writes for the lecture's dense network, compiled with Adam. */
class KerasStructureTest {

  /** The learning rate is a float32 there: 0.0005000000237487257. */
  private static final String COMPILED =
      """
      {"optimizer": {"module": "keras.optimizers", "class_name": "Adam", "config": {"name": "adam", \
      "learning_rate": 0.0005, "weight_decay": null, "clipnorm": null, "global_clipnorm": null, \
      "clipvalue": null, "use_ema": false, "ema_momentum": 0.99, "ema_overwrite_frequency": null, \
      "loss_scale_factor": null, "gradient_accumulation_steps": null, "beta_1": 0.9, \
      "beta_2": 0.999, "epsilon": 1e-07, "amsgrad": false}, "registered_name": null}, \
      "loss": "categorical_crossentropy", "loss_weights": null, "metrics": ["accuracy"], \
      "weighted_metrics": null, "run_eagerly": false, "steps_per_execution": 1, \
      "jit_compile": false}""";

  /** Of each dense layer, then of the optimizer, which has two arrays for each of theirs. */
  private static final List<String> SHAPES =
      List.of("[3072, 200]", "[200]", "[200, 150]", "[150]", "[150, 10]", "[10]");

  @TempDir private Path folder;

  @Test
  void entriesSettingsAndArrays() throws Exception {
    Path file = folder.resolve("model.keras");
    LectureFiles.export(LectureNetworks.DENSE).write(file);
    KerasFile written = KerasFile.read(file);
    assertEquals(List.of("metadata.json", "config.json", "model.weights.h5"), written.entries());
    JsonNode config = written.config();
    assertEquals("Functional", config.path("class_name").asText());
    assertEquals(KerasFile.JSON.readTree(COMPILED), config.path("compile_config"));
    assertTrue(config.at("/build_config/input_shape").isNull());
    assertEquals(String.join("\n", arrays()), String.join("\n", written.arrays()));
  }

  private static List<String> arrays() {
    List<String> arrays = new ArrayList<>(List.of("/layers/", "/vars/ named"));
    for (String layer : List.of("input_layer", "flatten", "dense", "dense_1", "dense_2")) {
      arrays.add("/layers/%s/".formatted(layer));
      arrays.add("/layers/%s/vars/ named".formatted(layer));
    }
    arrays.addAll(List.of("/optimizer/", "/optimizer/vars/ named"));
    arrays.addAll(List.of("/optimizer/vars/0 long []", "/optimizer/vars/1 float []"));
    for (int i = 0; i < SHAPES.size(); i++) {
      String layer = i < 2 ? "dense" : "dense_" + i / 2;
      arrays.add("/layers/%s/vars/%d float %s".formatted(layer, i % 2, SHAPES.get(i)));
      for (int moment = 0; moment < 2; moment++) {
        arrays.add("/optimizer/vars/%d float %s".formatted(2 + 2 * i + moment, SHAPES.get(i)));
      }
    }
    arrays.sort(null);
    return arrays;
  }

  @Test
  void everythingThatCannotBeWrittenIsNamedAndNothingWritten() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list(
                    new LocalResponseNormalization.Builder().name("lrn").build(),
                    new SpaceToDepthLayer.Builder(2, SpaceToDepthLayer.DataFormat.NCHW)
                        .name("space")
                        .build(),
                    new OutputLayer.Builder(LossFunction.MSE).name("out").nOut(2).build())
                .setInputType(InputType.convolutional(4, 4, 2))
                .build());
    network.init();
    KerasExport export = KerasExport.of(network, InputType.convolutional(4, 4, 2));
    Path file = folder.resolve("model.keras");
    UserException e = assertThrows(UserException.class, () -> export.write(file));
    assertTrue(e.getMessage().contains("'lrn' "), e.getMessage());
    assertTrue(e.getMessage().contains("'space' "), e.getMessage());
    assertTrue(folder.toFile().list().length == 0);
  }
}
