import { createDefaultCoreModule, createDefaultSharedCoreModule, EmptyFileSystem, inject, type LangiumCoreServices } from 'langium';
import { CrmGeneratedModule, CrmGeneratedSharedModule } from '../../src/syntax/generated/module.js';
import { CrmTokenBuilder } from './token-builder.js';

/** The services that Langium makes of the grammar: what the scanner and the reader are held against. */
export function langiumServices(): LangiumCoreServices {
  const shared = inject(createDefaultSharedCoreModule(EmptyFileSystem), CrmGeneratedSharedModule);
  const services = inject(createDefaultCoreModule({ shared }), CrmGeneratedModule, {
    parser: { TokenBuilder: () => new CrmTokenBuilder(), ParserConfig: () => ({ recoveryEnabled: false }) },
  });
  shared.ServiceRegistry.register(services);
  return services;
}
