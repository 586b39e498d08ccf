/** Networks as {@code .keras} files: what Keras 3 writes, channels last. */
package org.dl4jlab.interchange.keras.writer;
