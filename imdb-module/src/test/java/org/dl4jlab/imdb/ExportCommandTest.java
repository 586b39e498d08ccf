package org.dl4jlab.imdb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.interchange.keras.KerasImport;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.testing.Cli;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The command {@code export}. */
class ExportCommandTest {

  private static final int TOKENS = 20;
  private static final int VECTOR = 8;

  @TempDir static Path temp;
  private static Cli cli;
  private static Path run;

  @BeforeAll
  static void train() {
    cli = ImdbCli.withoutServer(temp.resolve("cache"));
    Path vectors = temp.resolve("own.bin");
    cli.run(
            "vectors",
            "train",
            "--data",
            "sample",
            "--size",
            VECTOR,
            "--epochs",
            1,
            "--out",
            vectors)
        .assertDone();
    run = temp.resolve("run");
    cli.run(
            "train",
            "--data",
            "sample",
            "--limit-train",
            100,
            "--limit-test",
            20,
            "--tokens",
            TOKENS,
            "--vectors",
            vectors,
            "--epochs",
            1,
            "--run",
            run)
        .assertDone();
  }

  @Test
  void onnxReadsWordVectors() throws IOException {
    cli.run("export", "--run", run, "--format", "onnx").assertDone();
    ModelProto model = ModelProto.parseFrom(Files.readAllBytes(run.resolve("model.onnx")));
    TensorShapeProto shape = model.getGraph().getInput(0).getType().getTensorType().getShape();
    assertEquals(VECTOR, shape.getDim(1).getDimValue());
    assertEquals(TOKENS, shape.getDim(2).getDimValue());
    cli.run("export", "--run", run, "--format", "onnx", "--bytes").assertFailed("reads no images");
  }

  @Test
  void kerasComesBackToTheBit() throws IOException {
    cli.run("export", "--run", run, "--format", "keras").assertDone();
    ComputationGraph trained = RunFolder.open(run).readModel();
    ComputationGraph back = KerasImport.read(run.resolve("model.keras")).graph();
    for (String array : trained.paramTable().keySet()) {
      assertArrayEquals(
          trained.getParam(array).dup('c').data().asFloat(),
          back.getParam(array).dup('c').data().asFloat(),
          array);
    }
    INDArray texts = Nd4j.rand(5, VECTOR, TOKENS);
    assertEquals(trained.outputSingle(texts), back.outputSingle(texts));
  }
}
