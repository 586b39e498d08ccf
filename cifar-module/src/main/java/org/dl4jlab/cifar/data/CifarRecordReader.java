package org.dl4jlab.cifar.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import org.datavec.api.split.InputSplit;
import org.dl4jlab.UserException;
import org.dl4jlab.source.TarGz;

/**
 * Reads CIFAR's official binary layout: records of some label bytes and three planes of 32 x 32.
 *
 * <p>The split names batch files, or one {@code .tar.gz} archive, of which the named batch files
 * are read, straight from the archive.
 */
public final class CifarRecordReader extends ImageRecordReader {

  private final CifarFormat format;
  private final List<String> filesInArchive;
  private List<BatchFile> files = List.of();
  private int file;
  private byte[] content; // of the file that is being read, null before its first record
  private int position;

  /** A batch file on disk or in an archive. */
  private record BatchFile(String name, long bytes, CifarFormat format, Content content) {

    private interface Content {
      byte[] read() throws IOException;
    }

    BatchFile {
      if (bytes == 0) {
        throw new UserException("%s is empty".formatted(name));
      }
      if (bytes % format.recordBytes() != 0) {
        throw new UserException(
            "%s is cut short: %,d bytes are not a whole number of records of %,d bytes"
                .formatted(name, bytes, format.recordBytes()));
      }
    }

    byte[] read() {
      byte[] read;
      try {
        read = content.read();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      int classes = format.classes().size();
      for (int record = 0; record < read.length / format.recordBytes(); record++) {
        int label = read[record * format.recordBytes() + format.labelBytes() - 1] & 0xFF;
        if (label >= classes) {
          throw new UserException(
              "%s has the label %d in record %,d; labels are 0 to %d"
                  .formatted(name, label, record, classes - 1));
        }
      }
      return read;
    }
  }

  /**
   * @param filesInArchive which batch files to read where the split names an archive, in this order
   */
  public CifarRecordReader(CifarFormat format, List<String> filesInArchive) {
    this.format = format;
    this.filesInArchive = List.copyOf(filesInArchive);
  }

  @Override
  public void initialize(InputSplit split) throws IOException, InterruptedException {
    super.initialize(split);
    URI[] locations = split.locations();
    files =
        locations.length == 1 && Path.of(locations[0]).toString().endsWith(".gz")
            ? ofArchive(Path.of(locations[0]))
            : ofFolder(locations);
    reset();
  }

  private List<BatchFile> ofFolder(URI[] locations) throws IOException {
    List<BatchFile> files = new ArrayList<>();
    for (URI location : locations) {
      Path path = Path.of(location);
      files.add(
          new BatchFile(path.toString(), Files.size(path), format, () -> Files.readAllBytes(path)));
    }
    return files;
  }

  /** The archive's order is not the batches' order, so what is asked for is kept in memory. */
  private List<BatchFile> ofArchive(Path archive) throws IOException {
    BatchFile[] found = new BatchFile[filesInArchive.size()];
    TarGz.visit(
        archive,
        (name, size, content) -> {
          int i = filesInArchive.indexOf(name.substring(name.lastIndexOf('/') + 1));
          if (i >= 0) {
            byte[] read = content.readAllBytes();
            found[i] = new BatchFile(archive + "!" + name, read.length, format, () -> read);
          }
        });
    for (int i = 0; i < found.length; i++) {
      if (found[i] == null) {
        throw new UserException(
            "The archive %s does not hold %s".formatted(archive, filesInArchive.get(i)));
      }
    }
    return List.of(found);
  }

  @Override
  public boolean hasNext() {
    return file < files.size();
  }

  @Override
  public LabelledImage nextImage() {
    if (!hasNext()) {
      throw new NoSuchElementException("There is no image after the last");
    }
    if (content == null) {
      content = files.get(file).read();
    }
    int pixels = position + format.labelBytes();
    LabelledImage image =
        new LabelledImage(
            Arrays.copyOfRange(content, pixels, pixels + CifarFormat.IMAGE_BYTES),
            content[pixels - 1] & 0xFF);
    position += format.recordBytes();
    if (position == content.length) {
      file++;
      position = 0;
      content = null;
    }
    return image;
  }

  @Override
  public int count() {
    return Math.toIntExact(
        files.stream().mapToLong(batch -> batch.bytes() / format.recordBytes()).sum());
  }

  @Override
  public void reset() {
    file = 0;
    position = 0;
    content = null;
  }

  @Override
  public List<String> getLabels() {
    return format.classes();
  }

  @Override
  public int channels() {
    return CifarFormat.CHANNELS;
  }

  @Override
  public int height() {
    return CifarFormat.SIZE;
  }

  @Override
  public int width() {
    return CifarFormat.SIZE;
  }

  @Override
  public void close() {
    files = List.of();
    reset();
  }
}
