package org.dl4jlab.interchange.keras.writer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** A flattened image that is read by what cannot take its pixels in another order. */
class FlattenedImageTest {

  @TempDir private Path folder;

  @Test
  void channelsComeFirstInFrontOfAMerge() throws IOException {
    InputType image = InputType.convolutional(3, 4, 2);
    ComputationGraph network =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("input")
                .setInputTypes(image)
                .addVertex(
                    "flat",
                    new PreprocessorVertex(new CnnToFeedForwardPreProcessor(3, 4, 2)),
                    "input")
                .addVertex("twice", new MergeVertex(), "flat", "flat")
                .addLayer(
                    "output", new OutputLayer.Builder(LossFunction.MSE).nOut(5).build(), "twice")
                .setOutputs("output")
                .build());
    network.init();
    Path file = folder.resolve("model.keras");
    KerasExport.of(network, image).write(file);
    JsonNode layers = KerasFile.read(file).config().at("/config/layers");
    assertEquals(
        List.of("InputLayer", "Permute", "Flatten", "Concatenate", "Dense"),
        layers.findValuesAsText("class_name").stream()
            .filter(name -> name.matches("InputLayer|Permute|Flatten|Concatenate|Dense"))
            .toList());
    assertEquals("[3,1,2]", layers.get(1).at("/config/dims").toString());
    assertEquals("[null,2,3,4]", layers.get(2).at("/build_config/input_shape").toString());
    assertEquals("[null,48]", layers.get(4).at("/build_config/input_shape").toString());
  }
}
