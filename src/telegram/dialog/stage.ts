import type { Actor } from '@common/actor.js';
import type { Draft, DraftId } from '@common/db/collections/index.js';
import { say, t } from '@common/i18n/index.js';
import { isRefused } from '@common/outcome.js';
import type { Api } from 'grammy';
import type { Update } from 'grammy/types';
import { homeButton } from '../home-button.js';
import { editScreen, type Screen, sendScreen } from '../screen.js';
import type { AnyDialog, DialogInput, Scene, Step, Verdict } from './dialog.js';
import type { DraftRepo } from './draft.repo.js';
import { questionScreen, readDialogPress } from './question.view.js';

type AnyStep = Step<Record<string, unknown>>;

export interface StageDeps {
  api: Api;
  drafts: DraftRepo;
  dialogs: readonly AnyDialog[];
  /** The team member with this Telegram id as they are now; undefined when removed meanwhile. */
  actorOf(telegramId: number): Promise<Actor | undefined>;
}

/** What became of an input: the next question is due, the present one stands, or the dialog has ended. */
export type Turn = 'asked' | 'ignored' | 'over';

/** Plays dialogs: asks the question at which a draft stands, and takes answers. Knows nothing of conversations. */
export interface Stage {
  /** Asks the draft's present question; answers its step, or undefined when the dialog is over. */
  ask(draftId: DraftId): Promise<string | undefined>;
  /** Takes an update as the answer to `step`; one for another step than the present (a repeated update) does nothing. */
  take(draftId: DraftId, step: string, update: Update): Promise<Turn>;
}

interface Play {
  draft: Draft;
  dialog: AnyDialog;
  scene: Scene<Record<string, unknown>>;
  steps: AnyStep[];
  index: number;
}

export function createStage({ api, drafts, dialogs, actorOf }: StageDeps): Stage {
  async function open(draftId: DraftId): Promise<Play | undefined> {
    const draft = await drafts.find(draftId);
    const dialog = dialogs.find(({ id }) => id === draft?.dialog);
    const actor = draft && (await actorOf(draft.telegramId));
    if (!draft || !dialog || !actor) return undefined;
    const origin = { route: `chat:dialog.${dialog.id}`, ip: null, userAgent: 'telegram' };
    const read = dialog.answers.safeParse(draft.answers);
    const answers = read.success ? read.data : {};
    const steps = dialog.steps.filter((step) => !step.skip?.(answers));
    const index = Math.max(
      0,
      steps.findIndex(({ id }) => id === draft.step),
    );
    return {
      draft,
      dialog,
      scene: { actor: { ...actor, origin }, answers, targetId: draft.targetId },
      steps,
      index,
    };
  }

  async function show(play: Play, screen: Screen): Promise<number> {
    const { draft } = play;
    const place = { chatId: draft.telegramId, messageId: draft.screen?.messageId ?? 0 };
    const shown = draft.screen?.newest
      ? await editScreen(api, place, screen)
      : await sendScreen(api, draft.telegramId, screen);
    return shown.messageId;
  }

  async function finish(play: Play): Promise<Turn> {
    const outcome = await play.dialog.finish(play.scene);
    if (isRefused(outcome)) return settle(play, { complain: outcome.refused });
    await show(play, outcome.ok);
    await drafts.remove(play.draft._id);
    return 'over';
  }

  async function settle(play: Play, verdict: Verdict<Record<string, unknown>>): Promise<Turn> {
    const { draft, scene, dialog } = play;
    if ('ignore' in verdict) {
      if (verdict.note) await drafts.save({ ...draft, answers: { ...scene.answers, ...verdict.note } });
      return 'ignored';
    }
    if ('complain' in verdict) {
      const answers = { ...scene.answers, ...verdict.note };
      await drafts.save({ ...draft, answers, step: verdict.at ?? draft.step, complaint: verdict.complain });
      return 'asked';
    }
    const answers = { ...scene.answers, ...('next' in verdict ? verdict.next : verdict.stay) };
    if ('stay' in verdict) {
      await drafts.save({ ...draft, answers, complaint: null });
      return 'asked';
    }
    const steps = dialog.steps.filter((step) => !step.skip?.(answers));
    const next = steps[steps.findIndex(({ id }) => id === draft.step) + 1];
    if (!next) return finish({ ...play, scene: { ...scene, answers } });
    await drafts.save({ ...draft, answers, step: next.id, complaint: null });
    return 'asked';
  }

  async function stepBack(play: Play): Promise<Turn> {
    const before = play.steps[play.index - 1];
    await drafts.save({ ...play.draft, step: before?.id ?? play.draft.step, complaint: null });
    return 'asked';
  }

  async function cancel(play: Play): Promise<Turn> {
    const { locale } = play.scene.actor;
    await show(play, { body: { text: t(locale, 'dialog-cancelled') }, rows: [[homeButton(locale)]] });
    await drafts.remove(play.draft._id);
    return 'over';
  }

  /** A press on an earlier question, which still stands further up in the chat. */
  async function outdated({ scene }: Play, { callback_query: query }: Update): Promise<Turn> {
    const text = t(scene.actor.locale, 'stale-button');
    // Too late only means that the spinner has gone by itself.
    if (query) await api.answerCallbackQuery(query.id, { text }).catch(() => undefined);
    return 'ignored';
  }

  return {
    async ask(draftId) {
      const play = await open(draftId);
      const step = play?.steps[play.index];
      if (!play || !step) return undefined;
      const question = await step.ask(play.scene);
      if (question.before) {
        await question.before(play.draft.telegramId);
        play.draft.screen = null;
      }
      const { locale } = play.scene.actor;
      const screen = questionScreen({
        locale,
        title: say(locale, play.dialog.title),
        position: { step: play.index + 1, of: play.steps.length },
        complaint: play.draft.complaint && say(locale, play.draft.complaint),
        question,
        draftId,
        stepId: step.id,
      });
      const messageId = await show(play, screen);
      await drafts.save({ ...play.draft, step: step.id, screen: { messageId, newest: true } });
      return step.id;
    },

    async take(draftId, stepId, update) {
      const play = await open(draftId);
      if (!play) return 'over';
      const step = play.steps[play.index];
      if (step?.id !== stepId) return 'asked';
      const data = update.callback_query?.data;
      const press = data === undefined ? undefined : readDialogPress(data, draftId);
      if (press && press.step !== stepId) return outdated(play, update);
      const value = press?.value;
      // What a person writes stands below the question, so the next one must be a new message; but not what came before
      // the question, as the items of an album whose first was answered.
      const { screen } = play.draft;
      if (value === undefined && screen && (update.message?.message_id ?? 0) > screen.messageId)
        screen.newest = false;
      if (value === 'back') return stepBack(play);
      if (value === 'cancel') return cancel(play);
      const input = inputOf(update, value);
      return input ? settle(play, await step.take(input, play.scene)) : 'asked';
    },
  };
}

function inputOf(update: Update, pressed: string | undefined): DialogInput | undefined {
  if (pressed !== undefined) return { kind: 'press', value: pressed };
  return update.message && { kind: 'message', message: update.message };
}
