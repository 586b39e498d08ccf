/** A network's arrays by their names as a safetensors file, and back. */
package org.dl4jlab.interchange.safetensors;
