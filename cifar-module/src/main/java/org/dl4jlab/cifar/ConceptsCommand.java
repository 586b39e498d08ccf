package org.dl4jlab.cifar;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dl4jlab.cifar.data.ImageFiles;
import org.dl4jlab.cli.BaseCommand;
import org.dl4jlab.cli.CommandRunner;
import org.dl4jlab.concepts.Concept;
import org.dl4jlab.concepts.Concepts;
import org.dl4jlab.concepts.GrayscaleImage;
import org.dl4jlab.device.Devices;
import org.dl4jlab.report.AnimatedGif;
import org.dl4jlab.run.AtomicFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "concepts",
    mixinStandardHelpOptions = true,
    description =
        "Draw the lecture's concepts, with numbers that DL4J's layers compute: filters, strides,"
            + " pooling, activations, backpropagation, batch normalization, dropout.")
final class ConceptsCommand extends BaseCommand {

  @Option(
      names = "--out",
      required = true,
      description = "The folder for the pictures; it is made where it is not there.")
  private Path out;

  @Option(
      names = "--image",
      paramLabel = "FILE",
      description = "A picture for the edge filters (default one that this program draws).")
  private Path image;

  /** One concept's files and numbers as JSON. */
  private record Figures(String concept, List<String> files, Object numbers) {}

  @Override
  public Integer call() throws IOException {
    Devices.require();
    double[][] pixels =
        image == null
            ? GrayscaleImage.scene()
            : GrayscaleImage.ofColours(
                ImageFiles.read(image, GrayscaleImage.SIZE), GrayscaleImage.SIZE);
    PictureFolder folder = PictureFolder.at(out);
    List<Figures> figures = new ArrayList<>();
    for (Concept concept : Concepts.all(pixels)) {
      List<String> files = new ArrayList<>();
      Path picture = folder.file(concept.name() + ".png");
      AtomicFile.write(picture, concept.picture().get());
      files.add(picture.toString());
      if (concept.animation().isPresent()) {
        AnimatedGif animation = concept.animation().get().get();
        Path gif = folder.file(concept.name() + ".gif");
        AtomicFile.write(gif, animation::writeTo);
        files.add(gif.toString());
      }
      files.forEach(file -> say("%s: %s", file, concept.title()));
      figures.add(new Figures(concept.name(), files, concept.numbers()));
    }
    result(figures);
    return CommandRunner.DONE;
  }
}
