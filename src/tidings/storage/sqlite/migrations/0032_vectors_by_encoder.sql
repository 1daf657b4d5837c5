-- How many vectors an encoder has made, without reading them.
create index vector_encoder on vector (encoder);
