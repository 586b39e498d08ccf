package org.dl4jlab.cifar.data;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.datavec.api.split.CollectionInputSplit;
import org.dl4jlab.UserException;
import org.dl4jlab.data.ImageDataset;
import org.dl4jlab.source.DataAccess;
import org.dl4jlab.source.DataSource;
import org.dl4jlab.source.Division;
import org.dl4jlab.source.OfficialData;

/** Finds the images that {@code --data} asks for: named, cached, downloaded or drawn. */
public final class ImageSets extends DataSource<ImageSet> {

  private final CifarFormat format;

  /**
   * @param format of the data set that {@code auto} stands for, and of folders and archives
   */
  public ImageSets(CifarFormat format, DataAccess access) {
    super(
        new OfficialData(
            new OfficialData.Facts(format.title(), format.folder(), format::isIn, true),
            format.archive(),
            access),
        "auto, sample, a folder or an archive");
    this.format = format;
  }

  @Override
  protected ImageSet sample() {
    return SampleImages.draw();
  }

  @Override
  protected ImageSet readFolder(Path folder, Division division) throws IOException {
    return format.isIn(folder) ? readOfficial(folder) : ImageFolders.read(folder, format, division);
  }

  @Override
  protected ImageSet readFile(Path file, Division division) throws IOException {
    if (!file.toString().endsWith(".gz")) {
      throw refused(file, "is no .tar.gz archive");
    }
    return readOfficial(file);
  }

  private ImageSet readOfficial(Path path) throws IOException {
    return new ImageSet(
        format.kind(),
        format.title(),
        path.toAbsolutePath().normalize().toString(),
        decode(path, format.trainFiles()),
        decode(path, format.testFiles()));
  }

  private ImageDataset decode(Path path, List<String> files) throws IOException {
    List<URI> locations =
        Files.isRegularFile(path)
            ? List.of(path.toUri())
            : files.stream().map(name -> existing(path.resolve(name)).toUri()).toList();
    try (CifarRecordReader reader = new CifarRecordReader(format, files)) {
      reader.initialize(new CollectionInputSplit(locations));
      return reader.readAll();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while reading " + path, e);
    }
  }

  private static Path existing(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new UserException("%s is missing".formatted(file));
    }
    return file;
  }
}
