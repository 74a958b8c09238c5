// Small pictures of attached photos, made and read by the browser.
const longestEdge = 320;
const largestPicture = 64 * 1024; // as the server takes it
const types = /^image\/(jpeg|png|gif|webp|bmp|avif|heic|heif)$/;

function draw(bitmap, edge) {
  const scale = Math.min(1, edge / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext('2d', {willReadFrequently: true});
  // A JPEG has no transparency.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return {canvas, context};
}

/** A JPEG of at most 320 pixels and 64 KiB; null for what is no picture that this browser knows. */
export async function makePicture(content) {
  if (!types.test(content.type)) return null;
  try {
    const {canvas} = draw(await createImageBitmap(content), longestEdge);
    for (const quality of [0.8, 0.6, 0.4]) {
      const picture = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
      if (picture && picture.size <= largestPicture) return picture;
    }
  } catch {
    // What the browser cannot show has no picture, and is attached all the same.
  }
  return null;
}

/** Its pixels as {width, bytes: RGBA}, with no edge longer than `edge`. */
export async function readPixels(picture, edge) {
  const {canvas, context} = draw(await createImageBitmap(picture), edge);
  return {width: canvas.width, bytes: context.getImageData(0, 0, canvas.width, canvas.height).data};
}
