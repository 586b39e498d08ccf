package org.dl4jlab.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.dl4jlab.UserException;
import org.dl4jlab.interchange.onnx.OnnxExport;
import org.dl4jlab.interchange.safetensors.NetworkTensors;
import org.dl4jlab.run.RunConfig;
import org.dl4jlab.run.RunFolder;

/**
 * A run's network as files for other programs, with the classes' names and where it comes from in
 * those that have a place for it.
 *
 * @param <O> the options of the run's family
 */
public final class RunExport<O extends ExperimentOptions> {

  private final ExperimentFamily<O> family;
  private final TrainedRun<O> run;
  private final InputType input;

  public RunExport(ExperimentFamily<O> family, TrainedRun<O> run) {
    this.family = family;
    this.run = run;
    this.input = family.inputType(run.config().data().inputShape());
  }

  /**
   * @param bytes whether it takes images as bytes
   * @throws UserException when the network has what ONNX does not, or reads no images
   */
  public void onnx(Path file, boolean bytes) throws IOException {
    OnnxExport export = OnnxExport.of(run.graph(), input);
    if (bytes) {
      if (!(input instanceof InputType.InputTypeConvolutional)) {
        throw new UserException("The network reads no images, which --bytes is for");
      }
      export.takingBytes();
    }
    properties().forEach(export::property);
    export.write(file);
  }

  /**
   * @throws UserException when the network has what Keras does not
   */
  public void keras(Path file) throws IOException {
    family.keras(run.graph(), input).write(file);
  }

  public void safetensors(Path file) throws IOException {
    NetworkTensors.write(run.graph(), file, properties());
  }

  private Map<String, String> properties() throws IOException {
    RunConfig config = run.config();
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("classes", RunFolder.tree(config.data().classNames()).toString());
    properties.put("network", run.options().networkName());
    properties.put("data", config.data().title());
    properties.put("data_sha256", config.data().trainSha256());
    properties.put("run", run.folder().path().toAbsolutePath().getFileName().toString());
    properties.put("created", config.created());
    properties.put("epochs", String.valueOf(run.graph().getConfiguration().getEpochCount()));
    properties.put("steps", String.valueOf(run.graph().getConfiguration().getIterationCount()));
    config.versions().forEach((name, version) -> properties.put("version_" + name, version));
    return properties;
  }
}
