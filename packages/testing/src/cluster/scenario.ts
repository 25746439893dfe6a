import { type Random, seeded } from './seeded.ts';

/** The story of a Job, told in advance, so that a test knows the right outcome. */
export interface Scenario {
  /** True where everything has happened before the run's first watch. */
  readonly isInstant: boolean;
  /** The field of the Job's spec. */
  readonly backoffLimit: number;
  readonly restartPolicy: 'Never' | 'OnFailure';
  /** The Job's pods, one after the other. */
  readonly pods: ReadonlyArray<PodScript>;
  /** The end of the Job; with `nothing` it waits for ever. */
  readonly end: 'complete' | 'failed' | 'deadline' | 'deleted' | 'nothing';
}

/** The story of a pod. */
export interface PodScript {
  /** Tells if the scheduler finds no node: for a while, or for ever. */
  readonly unschedulable: 'no' | 'while' | 'forever';
  readonly steps: ReadonlyArray<StepScript>;
  /** The step and its line after which the pod is deleted, as if its node were lost. */
  readonly lostAt?: { readonly step: number; readonly line: number };
  /**
   * The step during which somebody deletes the pod. Its containers are killed, and the Job says so before the pod has
   * ended.
   */
  readonly takenAt?: number;
  /** True where another container is added to it, and runs on. */
  readonly hasForeign?: boolean;
  /** True where one of its volumes can never be mounted. */
  readonly lacksVolume?: boolean;
  /** Warning events of the kubelet. */
  readonly warnings: ReadonlyArray<string>;
}

/** The story of a container of a pod. */
export interface StepScript {
  readonly name: string;
  readonly isInit: boolean;
  /** The reason why it waits before it runs, for a while or for ever. */
  readonly waiting?: { readonly reason: string; readonly isForever: boolean };
  /** Its instances; the last one is not restarted. */
  readonly instances: ReadonlyArray<InstanceScript>;
}

/** One instance of a container. */
export interface InstanceScript {
  /** The lines that it writes to its log. */
  readonly lines: ReadonlyArray<string>;
  /** True where its last line has a line end. */
  readonly endsWithLineFeed: boolean;
  /** The exit code. */
  readonly exitCode: number;
  /** Milliseconds that it runs after its last line, by the clock of the server; by default none. */
  readonly takes?: number;
}

/** One of all possible stories; the seed decides which. */
export function scenarioOf(seed: number): Scenario {
  const random = seeded(seed);
  const isInstant = random.chance(0.2);
  const story = random.pick([
    'success',
    'success',
    'success',
    'success',
    'failure',
    'failure',
    'retried',
    'lost',
    'restarted',
    'waits-for-image',
    'no-image',
    'no-config',
    'no-node',
    'deleted',
    'deadline',
    'taken',
    'taken-by-deadline',
    'foreign',
    'no-volume',
  ]);
  const plan = (end: Scenario['end'], pods: ReadonlyArray<PodScript>, backoffLimit = 0): Scenario => ({
    isInstant,
    backoffLimit,
    restartPolicy: 'Never',
    pods,
    end,
  });
  const good = podOf(random);
  switch (story) {
    case 'success':
      return plan('complete', [good]);
    case 'failure':
      return plan('failed', [failing(good, random)]);
    case 'retried': {
      const failures = Array.from({ length: 1 + random.below(3) }, () => failing(podOf(random), random));
      const isSaved = random.chance(0.6);
      return plan(
        isSaved ? 'complete' : 'failed',
        isSaved ? [...failures, good] : failures,
        isSaved ? 6 : failures.length - 1,
      );
    }
    case 'lost':
      return plan('complete', [losing(podOf(random), random), good], 3);
    case 'restarted':
      return { ...plan('complete', [restarting(good, random)], 6), restartPolicy: 'OnFailure' };
    case 'waits-for-image':
      return plan('complete', [
        waiting(good, random, random.pick(['ErrImagePull', 'CreateContainerConfigError']), false),
      ]);
    case 'no-image':
      return plan('nothing', [waiting(good, random, random.pick(['ImagePullBackOff', 'InvalidImageName']), true)]);
    case 'no-config':
      return plan('nothing', [waiting(good, random, 'CreateContainerConfigError', true)]);
    case 'no-node':
      return plan('nothing', [{ ...good, unschedulable: 'forever' }]);
    case 'taken':
      return { ...plan('failed', [{ ...good, takenAt: random.below(good.steps.length) }]), isInstant: false };
    case 'taken-by-deadline':
      return { ...plan('deadline', [{ ...good, takenAt: random.below(good.steps.length) }]), isInstant: false };
    case 'foreign':
      return plan('nothing', [{ ...good, hasForeign: true }]);
    case 'no-volume':
      return plan('nothing', [{ ...good, lacksVolume: true }]);
    case 'deleted':
      return { ...plan('deleted', [good]), isInstant: false };
    case 'deadline':
      return { ...plan('deadline', [losing(good, random)]), isInstant: false };
  }
}

function podOf(random: Random): PodScript {
  const count = 1 + random.below(4);
  return {
    unschedulable: random.chance(0.15) ? 'while' : 'no',
    warnings: random.chance(0.2) ? ['FailedMount'] : [],
    steps: Array.from({ length: count }, (_, index) => ({
      name: `step-${index}`,
      isInit: index < count - 1,
      instances: [instanceOf(random, `s${index}`, 0)],
    })),
  };
}

function instanceOf(random: Random, name: string, exitCode: number): InstanceScript {
  const count = random.pick([0, 1, 3, 10, 40]);
  return {
    lines: Array.from({ length: count }, (_, index) => `${name} line ${index}${random.chance(0.1) ? ' äöü→😀' : ''}`),
    endsWithLineFeed: random.chance(0.8),
    exitCode,
  };
}

function failing(pod: PodScript, random: Random): PodScript {
  const at = random.below(pod.steps.length);
  return mapStep(pod, at, (step) => ({
    ...step,
    instances: step.instances.map((instance) => ({ ...instance, exitCode: 1 + random.below(254) })),
  }));
}

function losing(pod: PodScript, random: Random): PodScript {
  const step = random.below(pod.steps.length);
  const lines = pod.steps[step]?.instances[0]?.lines.length ?? 0;
  return { ...pod, lostAt: { step, line: random.below(lines + 1) } };
}

function restarting(pod: PodScript, random: Random): PodScript {
  const at = random.below(pod.steps.length);
  return mapStep(pod, at, (step) => ({
    ...step,
    instances: [instanceOf(random, 'first', 1 + random.below(9)), ...step.instances],
  }));
}

function waiting(pod: PodScript, random: Random, reason: string, isForever: boolean): PodScript {
  const at = random.below(pod.steps.length);
  return mapStep(pod, at, (step) => ({ ...step, waiting: { reason, isForever } }));
}

function mapStep(pod: PodScript, at: number, change: (step: StepScript) => StepScript): PodScript {
  return { ...pod, steps: pod.steps.map((step, index) => (index === at ? change(step) : step)) };
}
