package org.dl4jlab.cifar.data;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.datavec.api.split.CollectionInputSplit;
import org.dl4jlab.UserException;
import org.dl4jlab.cifar.own.OwnPictures;
import org.dl4jlab.data.ImageDataset;
import org.dl4jlab.source.DataAccess;
import org.dl4jlab.source.DataSource;
import org.dl4jlab.source.Division;
import org.dl4jlab.source.OfficialData;

/** Finds the images that {@code --data} asks for: named, cached, downloaded or drawn. */
public final class ImageSets extends DataSource<ImageSet> {

  private final CifarFormat format;
  private final DataAccess access;

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
    this.access = access;
  }

  @Override
  protected ImageSet sample() {
    return SampleImages.draw();
  }

  @Override
  protected ImageSet readFolder(Path folder, Division division) throws IOException {
    if (format.isIn(folder)) {
      return readOfficial(folder);
    }
    CifarFiles.ofFolder(folder).requireNoOther(format);
    return readOwn(folder, division);
  }

  @Override
  protected ImageSet readFile(Path file, Division division) throws IOException {
    if (!OwnPictures.isArchive(file)) {
      throw refused(file, "is no .zip or .tar.gz archive");
    }
    if (!OwnPictures.isZip(file)) {
      CifarFiles files = CifarFiles.ofArchive(file);
      if (files.areOf(format)) {
        return readOfficial(file);
      }
      files.requireNoOther(format);
    }
    return readOwn(file, division);
  }

  private ImageSet readOfficial(Path path) throws IOException {
    return ImageSet.ofAuthors(
        format,
        absolute(path),
        decode(path, format.trainFiles()),
        decode(path, format.testFiles()));
  }

  private ImageSet readOwn(Path place, Division division) throws IOException {
    String meant = "%s (%s …)".formatted(format.title(), format.trainFiles().get(0));
    return ImageSet.ofFolder(
        absolute(place),
        OwnPictures.read(
            new OwnPictures.Request(place, division, CifarFormat.SIZE, meant), access));
  }

  private static String absolute(Path path) {
    return path.toAbsolutePath().normalize().toString();
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
