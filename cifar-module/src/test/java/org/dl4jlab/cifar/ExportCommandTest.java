package org.dl4jlab.cifar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.cifar.data.FakeCifar;
import org.dl4jlab.interchange.keras.KerasImport;
import org.dl4jlab.interchange.safetensors.NetworkTensors;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.testing.Cli;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The command {@code export}. */
class ExportCommandTest {

  @TempDir static Path temp;
  private static Cli cli;
  private static Path run;

  @BeforeAll
  static void train() throws IOException {
    Path data = FakeCifar.folder(temp.resolve("data"), 20);
    cli = CifarCli.withoutServer(temp.resolve("cache"));
    run = temp.resolve("run");
    cli.run("train", "--network", "cnn", "--data", data, "--epochs", 1, "--run", run).assertDone();
  }

  @Test
  void onnxSaysWhereItComesFrom() throws IOException {
    JsonNode figures =
        cli.run("export", "--run", run, "--format", "onnx", "--json").assertDone().json();
    Path file = run.resolve("model.onnx");
    assertEquals(file.toString(), figures.get("export").asText());
    assertEquals(Files.size(file), figures.get("bytes").asLong());
    ModelProto model = ModelProto.parseFrom(Files.readAllBytes(file));
    Map<String, String> properties =
        model.getMetadataPropsList().stream()
            .collect(
                Collectors.toMap(StringStringEntryProto::getKey, StringStringEntryProto::getValue));
    assertEquals(
        "[\"airplane\",\"automobile\",\"bird\",\"cat\",\"deer\","
            + "\"dog\",\"frog\",\"horse\",\"ship\",\"truck\"]",
        properties.get("classes"));
    assertEquals("cnn", properties.get("network"));
    assertEquals("CIFAR-10", properties.get("data"));
    assertEquals("run", properties.get("run"));
    assertEquals("1", properties.get("epochs"));
  }

  @Test
  void onnxOfBytes() throws IOException {
    Path file = temp.resolve("bytes.onnx");
    cli.run("export", "--run", run, "--format", "onnx", "--bytes", "--out", file).assertDone();
    ModelProto model = ModelProto.parseFrom(Files.readAllBytes(file));
    assertEquals("Cast", model.getGraph().getNode(0).getOpType());
  }

  @Test
  void kerasComesBackToTheBit() throws IOException {
    cli.run("export", "--run", run, "--format", "keras").assertDone().assertSays("model.keras");
    ComputationGraph trained = RunFolder.open(run).readModel();
    ComputationGraph back = KerasImport.read(run.resolve("model.keras")).graph();
    for (String array : trained.paramTable().keySet()) {
      assertArrayEquals(floats(trained.getParam(array)), floats(back.getParam(array)), array);
    }
    INDArray images = Nd4j.rand(5, 3, 32, 32);
    assertArrayEquals(floats(trained.outputSingle(images)), floats(back.outputSingle(images)));
  }

  @Test
  void safetensorsComeBackToTheBit() throws IOException {
    cli.run("export", "--run", run, "--format", "safetensors").assertDone();
    ComputationGraph trained = RunFolder.open(run).readModel();
    ComputationGraph other = new ComputationGraph(trained.getConfiguration().clone());
    other.init();
    NetworkTensors.load(other, run.resolve("model.safetensors"));
    assertArrayEquals(floats(trained.params()), floats(other.params()));
  }

  private static float[] floats(INDArray array) {
    return array.dup('c').data().asFloat();
  }

  @Test
  void whatDoesNotGoTogetherIsRefused() {
    cli.run("export", "--run", run, "--format", "keras", "--bytes")
        .assertWrongUsage("--bytes goes with --format onnx only");
    cli.run("export", "--run", run).assertWrongUsage("--format");
    cli.run("export", "--run", run, "--format", "pickle").assertWrongUsage("pickle");
    Path nowhere = temp.resolve("nowhere/model.onnx");
    cli.run("export", "--run", run, "--format", "onnx", "--out", nowhere)
        .assertFailed("cannot be written");
    cli.run("export", "--run", run, "--format", "onnx", "--out", run.resolve(RunFolder.MODEL))
        .assertFailed("is the run's own model; give --out another file");
    cli.run("export", "--run", run, "--format", "keras", "--out", temp)
        .assertFailed(temp + " cannot be written: it is a folder");
  }
}
