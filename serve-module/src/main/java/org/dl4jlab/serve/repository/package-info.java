/** The models that are served, with their versions. */
package org.dl4jlab.serve.repository;
