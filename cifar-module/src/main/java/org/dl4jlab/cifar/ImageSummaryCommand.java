package org.dl4jlab.cifar;

import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.dl4jlab.cli.SummaryCommand;
import org.dl4jlab.nets.ImageNetwork;
import org.dl4jlab.nets.NetworkOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "summary",
    mixinStandardHelpOptions = true,
    description = "Print the networks' layers, output shapes and parameters.")
final class ImageSummaryCommand extends SummaryCommand {

  @Option(names = "--network", description = "${COMPLETION-CANDIDATES} (default all).")
  private ImageNetwork network;

  @Override
  protected List<Declaration> networks() {
    NetworkOptions options = NetworkOptions.cifar10();
    InputType input =
        InputType.convolutional(options.height(), options.width(), options.channels());
    return Stream.of(ImageNetwork.values())
        .filter(shown -> network == null || network == shown)
        .map(shown -> new Declaration(shown.toString(), shown.configuration(options), input))
        .toList();
  }

  @Override
  protected boolean several() {
    return true;
  }
}
