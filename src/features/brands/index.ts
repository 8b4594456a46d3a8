export {
  type Brand,
  type BrandRef,
  type BrandService,
  brandRef,
  createBrandService,
} from './brand.service.js';
