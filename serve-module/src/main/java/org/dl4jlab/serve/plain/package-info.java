/** The plain way to ask: an image or a text in, classes with probabilities out. */
package org.dl4jlab.serve.plain;
