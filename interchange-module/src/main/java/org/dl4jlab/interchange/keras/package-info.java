/** Networks that Keras wrote, as ordinary networks of Deeplearning4j. */
package org.dl4jlab.interchange.keras;
