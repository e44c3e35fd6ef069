//! JPEG images in the inks of a press (CMYK), as print agencies send logos. PDF/A takes none without an output profile for
//! inks, and not all screens show them.

use std::sync::Arc;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder, RgbImage};
use jpeg_decoder::{Decoder, PixelFormat};
use moxcms::{
    CmsError, ColorProfile, DataColorSpace, Layout, RenderingIntent, Transform8BitExecutor, TransformOptions,
};

/// The quality of the JPEG that is made, of 100: no loss that an eye finds.
const QUALITY: u8 = 95;

/// Returns the JPEG in sRGB, upright, that shows what a JPEG in CMYK shows: by the profile of its inks, if it has one, else by the
/// one that Typst has for colours in CMYK. Returns `None` if the file is no JPEG in CMYK. The result is cached, since many reports
/// show the same logo.
///
/// # Errors
/// If it can't be decoded; the message of the decoder.
#[comemo::memoize]
pub fn as_light(bytes: &[u8]) -> Result<Option<Vec<u8>>, String> {
    let mut decoder = Decoder::new(bytes);
    let head = decoder.read_info().ok().and_then(|()| decoder.info());
    let Some(head) = head.filter(|head| head.pixel_format == PixelFormat::CMYK32) else { return Ok(None) };
    let inks = decoder.decode().map_err(|error| error.to_string())?;
    let pixels = converted(&inks, decoder.icc_profile().as_deref()).map_err(|error| error.to_string())?;
    let image = RgbImage::from_raw(head.width.into(), head.height.into(), pixels);
    let mut image = DynamicImage::from(image.ok_or("it ends too early")?);
    // The file that is made has no metadata.
    if let Ok(orientation) = orientation(bytes) {
        image.apply_orientation(orientation);
    }
    let mut light = Vec::new();
    image.write_with_encoder(JpegEncoder::new_with_quality(&mut light, QUALITY)).map_err(|error| error.to_string())?;
    Ok(Some(light))
}

/// Returns the pixels, in sRGB, of pixels in CMYK with the profile of their inks.
fn converted(inks: &[u8], profile: Option<&[u8]>) -> Result<Vec<u8>, CmsError> {
    let own = profile.and_then(|profile| transform(profile).ok());
    let transform = own.map_or_else(|| transform(typst_assets::icc::CMYK_TO_XYZ), Ok)?;
    let mut pixels = vec![0; inks.len() / 4 * 3];
    transform.transform(inks, &mut pixels)?;
    Ok(pixels)
}

/// Returns the conversion from a profile to sRGB, if it is one of inks. White paper becomes white, if the profile can say so.
fn transform(profile: &[u8]) -> Result<Arc<Transform8BitExecutor>, CmsError> {
    let profile = ColorProfile::new_from_slice(profile)?;
    if profile.color_space != DataColorSpace::Cmyk {
        return Err(CmsError::InvalidProfile);
    }
    let rendering_intent = match profile.lut_a_to_b_colorimetric {
        Some(_) => RenderingIntent::RelativeColorimetric,
        None => RenderingIntent::Perceptual,
    };
    let options = TransformOptions { rendering_intent, ..TransformOptions::default() };
    profile.create_transform_8bit(Layout::Rgba, &ColorProfile::new_srgb(), Layout::Rgb, options)
}

/// Returns how the image is to be turned, by the camera that took it.
fn orientation(bytes: &[u8]) -> image::ImageResult<image::metadata::Orientation> {
    image::codecs::jpeg::JpegDecoder::new(std::io::Cursor::new(bytes))?.orientation()
}
