import { hubspot } from '@hubspot/ui-extensions';
import { Book } from './book/book.tsx';

hubspot.extend<'pages'>(() => <Book />);
