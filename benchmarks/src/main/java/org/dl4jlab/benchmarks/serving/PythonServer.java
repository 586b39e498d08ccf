package org.dl4jlab.benchmarks.serving;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.UserException;
import org.dl4jlab.interchange.onnx.OnnxExport;

/** FastAPI and ONNX Runtime in a process of their own, with the same network. */
final class PythonServer implements AutoCloseable {

  private static final String SCRIPT = "fastapi_server.py";

  private final Process process;
  private final Target target;

  /**
   * @param python that has fastapi, uvicorn, uvloop, httptools, onnxruntime and numpy
   * @param engines how many requests are computed at a time
   * @param threads that each of them uses
   */
  PythonServer(Path python, ComputationGraph graph, int engines, int threads) throws IOException {
    Path folder = Files.createTempDirectory("served");
    folder.toFile().deleteOnExit();
    Path script = folder.resolve(SCRIPT);
    Path model = folder.resolve("model.onnx");
    script.toFile().deleteOnExit();
    model.toFile().deleteOnExit();
    try (InputStream in = PythonServer.class.getResourceAsStream(SCRIPT)) {
      Files.write(script, in.readAllBytes());
    }
    OnnxExport.of(graph, InputType.convolutional(32, 32, 3)).write(model);
    process =
        new ProcessBuilder(
                python.toString(),
                script.toString(),
                model.toString(),
                String.valueOf(engines),
                String.valueOf(threads))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    String port = output.readLine();
    if (port == null) {
      throw new UserException(
          "The server in Python does not start; it needs: pip install fastapi uvicorn uvloop httptools onnxruntime numpy");
    }
    target = new Target("FastAPI", Integer.parseInt(port), process.toHandle());
  }

  Target target() {
    return target;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
